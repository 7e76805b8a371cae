import { expect, test } from 'vitest'
import { spendingRun } from './support/budget/spendingRun.ts'
import { seed } from './support/seed.ts'

/** `npm run check:budget` plays 1,000. */
const runs = 40

test('whatever a run meets, the server counts no more money and no more requests than its caps', async () => {
  const reached = { 'max-cost': 0, 'max-requests': 0, none: 0 }
  let untold = 0
  for (let run = 0; run < runs; run += 1) {
    const spent = await spendingRun(seed + run)
    const { billed, capPicoUsd, atMostPicoUsd, boundPicoUsd, maxRequests } = spent
    expect(billed.picoUsd, `seed ${spent.seed}`).toBeLessThanOrEqual(atMostPicoUsd)
    expect(atMostPicoUsd, `seed ${spent.seed}`).toBeLessThanOrEqual(capPicoUsd)
    expect(billed.picoUsd, `seed ${spent.seed}`).toBeLessThanOrEqual(boundPicoUsd)
    expect(billed.requests, `seed ${spent.seed}`).toBeLessThanOrEqual(maxRequests)
    reached[spent.reached ?? 'none'] += 1
    untold += billed.untold
  }
  // Or the caps were hardly looked at.
  expect(Math.min(...Object.values(reached))).toBeGreaterThan(0)
  expect(untold).toBeGreaterThan(runs)
})
