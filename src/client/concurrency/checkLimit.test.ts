import { expect, test } from 'vitest'
import { aimd, concurrencyGate, fixed, gradient, type ConcurrencyLimitSpec } from './index.ts'

const bounds = { initial: 4, min: 1, max: 8 }

test.each<[ConcurrencyLimitSpec, string]>([
  [fixed(0), 'concurrency.max is 0, expected a whole number from 1'],
  [fixed(1.5), 'concurrency.max is 1.5, expected a whole number from 1'],
  [fixed(NaN), 'concurrency.max is NaN, expected a whole number from 1'],
  [fixed('8' as unknown as number), 'concurrency.max is "8", expected a whole number from 1'],
  [aimd({ ...bounds, min: 0 }), 'concurrency.min is 0, expected a whole number from 1'],
  [gradient({ ...bounds, max: -1 }), 'concurrency.max is -1, expected a whole number from 1'],
  [aimd({ ...bounds, initial: 9 }), 'concurrency.initial is 9, expected a whole number from min (1) to max (8)'],
  [gradient({ ...bounds, min: 5 }), 'concurrency.initial is 4, expected a whole number from min (5) to max (8)'],
  [aimd({ ...bounds, backoffRatio: 1 }), 'concurrency.backoffRatio is 1, expected from 0.5, below 1'],
  [aimd({ ...bounds, backoffRatio: 0.4 }), 'concurrency.backoffRatio is 0.4, expected from 0.5, below 1'],
  [gradient({ ...bounds, tolerance: 0.9 }), 'concurrency.tolerance is 0.9, expected a number from 1'],
  [gradient({ ...bounds, smoothing: 0 }), 'concurrency.smoothing is 0, expected above 0, at most 1'],
  [gradient({ ...bounds, queueSize: 0 }), 'concurrency.queueSize is 0, expected a number above 0, or "sqrt"'],
  [
    { limit: 'vegas' } as unknown as ConcurrencyLimitSpec,
    'concurrency: its limit is "vegas", expected concurrency(16), concurrency(aimd({ … })) or concurrency(gradient({ … }))',
  ],
])('%o is refused: %s', (spec, message) => {
  expect(() => concurrencyGate(spec)).toThrow(expect.objectContaining({ name: 'ClientOptionsError', message }))
})

test.each([
  fixed(1),
  fixed(Infinity),
  aimd(bounds),
  aimd({ ...bounds, max: Infinity }),
  gradient({ ...bounds, queueSize: 'sqrt' }),
])('%o is a limit', (spec) => expect(concurrencyGate(spec).limit).toBe(spec.limit === 'fixed' ? spec.max : 4))
