import { expect, test } from 'vitest'
import { seed } from '../support/seed.ts'
import { countCorpses } from './corpses.ts'

/** `npm run check:crash -- --kills 1000` does the same for a whole night. */
const kills = 40

test(
  'whoever is killed at any instant has lost nothing that was acknowledged, and can be read and taken up again',
  { timeout: 180_000 },
  async () => {
    const count = await countCorpses(kills, seed)
    expect(count.broken, `BROWNOUT_SEED=${seed}`).toEqual([])
    expect(count.kills).toBeGreaterThanOrEqual(kills)
    // Or nothing was put to the test.
    expect(count.acknowledged).toBeGreaterThan(1_000)
  },
)
