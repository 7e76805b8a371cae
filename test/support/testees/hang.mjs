// Reads, and never says a word; ends when it is told to.
setInterval(() => {}, 1_000)
process.stdin.resume()
