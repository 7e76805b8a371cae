import { expect, test } from 'vitest'
import { predictionInterval } from './predictionInterval.ts'

test('of ten values it is that of the textbook: mean ± t(0.975; 9) s √1.1', () => {
  const values = [51.4, 49.5, 48.7, 49.3, 51.6, 50.2, 50.9, 49.8, 50.6, 49.0]
  // Mean 50.1, s² 9.1 / 9, t 2.2622.
  const [low, high] = predictionInterval(values)!
  expect(low).toBeCloseTo(50.1 - 2.2622 * Math.sqrt((9.1 / 9) * 1.1), 2)
  expect(high).toBeCloseTo(50.1 + 2.2622 * Math.sqrt((9.1 / 9) * 1.1), 2)
})

test('of values that never differ it is that value, and of two there is none', () => {
  expect(predictionInterval([7, 7, 7])).toEqual([7, 7])
  expect(predictionInterval([1, 2])).toBeUndefined()
})
