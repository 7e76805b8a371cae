import fc from 'fast-check'
import { expect, test } from 'vitest'
import { playRestless } from '../support/ledger/playRestless.ts'
import { restlessCase } from '../support/ledger/restlessCase.ts'

test('whatever callers and their code do, every permit, place, probe, hold and listener is given back', async () => {
  await fc.assert(
    fc.asyncProperty(restlessCase, async (given) => {
      expect(await playRestless(given)).toEqual([])
    }),
    { numRuns: 1_000 },
  )
}, 60_000)
