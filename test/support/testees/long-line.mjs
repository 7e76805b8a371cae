// Prints a line without an end.
const piece = 'x'.repeat(65_536)
const flood = () => process.stdout.write(piece, flood)
flood()
