import fc from 'fast-check'
import { expect, test } from 'vitest'
import { seed } from '../support/seed.ts'
import { ledgerCase, lonelyCase, type LedgerCase } from '../support/ledger/case.ts'
import { playLedger } from '../support/ledger/playLedger.ts'

/** An interleaving is that of one attempt with whatever else is under way: its hold, its bill, its settlement. */
const attemptsOwed = process.env['CI'] === undefined ? 10_000 : 100_000
const casesAtOnce = 500

const nothingIsWrong = async (given: LedgerCase) => {
  const { findings, exchanges } = await playLedger(given)
  expect(findings).toEqual([])
  return exchanges
}

test(`no budget is ever exceeded, by the books of those who bill, and every call tells what it cost (BROWNOUT_SEED=${seed})`, async () => {
  let attempts = 0
  let cases = 0
  let mostCallers = 0
  for (; attempts < attemptsOwed; cases += casesAtOnce) {
    const property = fc.asyncProperty(ledgerCase, async (given) => {
      attempts += await nothingIsWrong(given)
      mostCallers = Math.max(mostCallers, given.concurrency)
    })
    await fc.assert(property, { seed: seed + cases, numRuns: casesAtOnce })
  }
  process.stdout.write(`${attempts} attempts in ${cases} lives, up to ${mostCallers} callers: the budget held in all\n`)
  expect(mostCallers).toBeGreaterThan(128)
}, 300_000)

test('a call that is alone is refused for want of money, and for nothing else', async () => {
  await fc.assert(
    fc.asyncProperty(lonelyCase, async (given) => void (await nothingIsWrong(given))),
    { seed, numRuns: 500 },
  )
}, 60_000)
