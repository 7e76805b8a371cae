import fc from 'fast-check'
import { expect, test } from 'vitest'
import { ledgerCase, lonelyCase, type LedgerCase } from '../support/ledger/case.ts'
import { playLedger } from '../support/ledger/playLedger.ts'

const nothingIsWrong = async (given: LedgerCase) => {
  expect((await playLedger(given)).findings).toEqual([])
}

test('no budget is ever exceeded, by the books of those who bill, and every call tells what it cost', async () => {
  await fc.assert(fc.asyncProperty(ledgerCase, nothingIsWrong), { numRuns: 2_000 })
}, 60_000)

test('a call that is alone is refused for want of money, and for nothing else', async () => {
  await fc.assert(fc.asyncProperty(lonelyCase, nothingIsWrong), { numRuns: 500 })
}, 60_000)
