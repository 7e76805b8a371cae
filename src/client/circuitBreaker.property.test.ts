import fc from 'fast-check'
import { expect, test } from 'vitest'
import { CircuitBreaker } from './circuitBreaker.ts'

const policy = { failureRatio: 0.5, minSamples: 10, windowMs: 1_000, openMs: 500, slowCallMs: Infinity }

interface Outcome {
  readonly atMs: number
  readonly failed: boolean
}

/** The first outcome at which the rule says open, by looking at all of them each time. */
function opensAt(outcomes: readonly Outcome[]): number {
  return outcomes.findIndex(({ atMs, failed }, index) => {
    if (!failed) return false
    const recent = outcomes.slice(0, index + 1).filter((outcome) => outcome.atMs >= atMs - policy.windowMs)
    const failures = recent.filter(({ failed }) => failed).length
    return recent.length >= policy.minSamples && failures >= policy.failureRatio * recent.length
  })
}

test('it opens exactly when the outcomes of its window say so, however many have left it', () => {
  const gap = fc.oneof(fc.nat(20), fc.nat(20), fc.nat(1_500))
  const outcome = fc.record({ gapMs: gap, failed: fc.integer({ min: 0, max: 99 }).map((draw) => draw < 30) })
  let opened = 0
  let forgotten = 0
  fc.assert(
    fc.property(fc.array(outcome, { minLength: 50, maxLength: 400, size: 'max' }), (steps) => {
      let atMs = 0
      const outcomes = steps.map(({ gapMs, failed }) => ({ atMs: (atMs += gapMs), failed }))
      let openedAt = -1
      let index = 0
      const breaker = new CircuitBreaker(policy, () => (openedAt = index))
      for (; index < outcomes.length && openedAt === -1; index += 1)
        breaker.settle(outcomes[index]!.atMs, false, outcomes[index]!.failed ? 'failed' : 'good')
      expect(openedAt).toBe(opensAt(outcomes))
      if (openedAt !== -1) opened += 1
      if (openedAt === -1 || openedAt > 100) forgotten += 1
    }),
    { numRuns: 150 },
  )
  expect(opened).toBeGreaterThan(10)
  expect(forgotten).toBeGreaterThan(10)
})

test('a call costs the same when the window is full of others', () => {
  const breaker = new CircuitBreaker(policy, () => {})
  const splice = Array.prototype.splice
  let moved = 0
  Array.prototype.splice = function counted(this: unknown[], ...args: Parameters<typeof splice>) {
    moved += this.length
    return splice.apply(this, args)
  }
  try {
    for (let call = 0; call < 100_000; call += 1) breaker.settle(call / 10, false, 'good')
  } finally {
    Array.prototype.splice = splice
  }
  // Ten thousand stay in the window: to move them at every call would be a thousand million moves.
  expect(moved).toBeLessThan(1_000_000)
})
