// Prints what failed and then "N passed, N failed" from vitest's JSON report; fails if anything failed or nothing ran.
import { readFileSync } from 'node:fs'
import { relative } from 'node:path'

const { numPassedTests, numFailedTests, numPendingTests, numTotalTests, success, testResults } = JSON.parse(
  readFileSync(process.argv[2], 'utf8'),
)
for (const { name: file, message, assertionResults } of testResults) {
  const broken = assertionResults.filter(({ status }) => status === 'failed')
  for (const { fullName, failureMessages } of broken) {
    console.log(`failed: ${relative(process.cwd(), file)}: ${fullName}\n${failureMessages.join('\n').slice(0, 2_000)}`)
  }
  // A file that could not be loaded has no test that failed.
  if (broken.length === 0 && message)
    console.log(`failed: ${relative(process.cwd(), file)}\n${message.slice(0, 2_000)}`)
}
const skipped = numPendingTests > 0 ? `, ${numPendingTests} skipped` : ''
process.exitCode = success && numPassedTests > 0 && numTotalTests > 0 ? 0 : 1
console.log(`${numPassedTests} passed, ${numFailedTests} failed${skipped}`)
