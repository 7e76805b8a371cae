import { expect, test } from 'vitest'
import { requestsNeeded } from './earlyStopping.ts'

// MLPerf Inference rules, early stopping with c = 0.99 and d = 0.
test.each([
  [0.99, 0, 459],
  [0.99, 1, 662],
  [0.99, 2, 838],
  [0.99, 5, 1307],
  [0.99, 10, 2010],
  [0.99, 20, 3304],
  [0.95, 0, 90],
  [0.95, 1, 130],
  [0.95, 5, 259],
  [0.95, 10, 398],
  [0.9, 0, 44],
  [0.9, 5, 127],
])('quantile %d with %d over the limit needs %d requests', (q, over, needed) => {
  expect(requestsNeeded(over, q)).toBe(needed)
})
