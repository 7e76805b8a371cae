// Prints without an end.
const line = `${'x'.repeat(65_535)}\n`
const flood = () => process.stdout.write(line, flood)
flood()
