// Prints "N passed, N failed" from vitest's JSON report; fails if anything failed or nothing ran.
import { readFileSync } from 'node:fs'

const { numPassedTests, numFailedTests, numPendingTests, numTotalTests, success } = JSON.parse(
  readFileSync(process.argv[2], 'utf8'),
)
const skipped = numPendingTests > 0 ? `, ${numPendingTests} skipped` : ''
process.exitCode = success && numPassedTests > 0 && numTotalTests > 0 ? 0 : 1
console.log(`${numPassedTests} passed, ${numFailedTests} failed${skipped}`)
