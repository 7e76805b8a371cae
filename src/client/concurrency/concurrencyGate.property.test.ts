import fc from 'fast-check'
import { expect, test } from 'vitest'
import { aimd, concurrencyGate, fixed, gradient, type ConcurrencyGate, type ConcurrencyLimitSpec } from './index.ts'

type Step =
  | { readonly do: 'come'; readonly patient: boolean }
  | { readonly do: 'leave'; readonly which: number }
  | {
      readonly do: 'end'
      readonly which: number
      readonly outcome: 'good' | 'overloaded' | 'silent'
      readonly ms: number
    }

const which = fc.nat(1_000)
const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 5, arbitrary: fc.record({ do: fc.constant('come' as const), patient: fc.boolean() }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('leave' as const), which }) },
  {
    weight: 4,
    arbitrary: fc.record({
      do: fc.constant('end' as const),
      which,
      outcome: fc.constantFrom('good', 'good', 'overloaded', 'silent'),
      ms: fc.nat(5_000),
    }),
  },
)
const limits: fc.Arbitrary<ConcurrencyLimitSpec> = fc.oneof(
  fc.integer({ min: 1, max: 5 }).map(fixed),
  fc.constantFrom(aimd({ initial: 4, min: 1, max: 8, backoffRatio: 0.5 }), gradient({ initial: 3, min: 1, max: 9 })),
)

/** Everybody who came, and what became of them; asserts after each step what must always hold. */
class Witness {
  readonly gate: ConcurrencyGate
  readonly waiting: { id: number; leave: () => boolean }[] = []
  readonly running: number[] = []
  acquired = 0
  released = 0
  #came = 0
  #nowMs = 0

  constructor(spec: ConcurrencyLimitSpec) {
    this.gate = concurrencyGate(spec)
  }

  play(taken: Step): void {
    const before = this.gate.inFlight
    if (taken.do === 'come') this.#come(taken.patient)
    else if (taken.do === 'leave') this.#leave(taken.which)
    else this.end(taken.which, taken.outcome, taken.ms)
    const { limit, inFlight, waiting, free } = this.gate
    expect({ inFlight, waiting }).toEqual({ inFlight: this.running.length, waiting: this.waiting.length })
    // Above the limit only because it was lowered: then nothing starts.
    if (inFlight > limit) expect(inFlight).toBeLessThanOrEqual(before)
    // Work-conserving: whoever waits, waits for a full house.
    if (waiting > 0) expect(inFlight).toBeGreaterThanOrEqual(limit)
    expect(free).toBe(inFlight < limit)
  }

  #come(patient: boolean): void {
    const id = this.#came++
    if (this.gate.tryAcquire()) return this.#start(id)
    if (!patient) return
    this.waiting.push({ id, leave: this.gate.join(() => this.#start(this.waiting.shift()!.id, id)) })
  }

  /** Whoever is let in is the one who has waited longest. */
  #start(longestWaiting: number, letIn = longestWaiting): void {
    expect(letIn).toBe(longestWaiting)
    this.acquired += 1
    this.running.push(letIn)
  }

  #leave(which: number): void {
    if (this.waiting.length === 0) return
    const [left] = this.waiting.splice(which % this.waiting.length, 1)
    expect([left!.leave(), left!.leave()]).toEqual([true, false])
  }

  end(which: number, outcome: 'good' | 'overloaded' | 'silent', ms: number): void {
    if (this.running.length === 0) return
    this.running.splice(which % this.running.length, 1)
    this.released += 1
    this.gate.release((this.#nowMs += 10), outcome, ms)
  }
}

test('never more in flight than the limit, first come first served, nobody waits beside a free permit', () => {
  fc.assert(
    fc.property(limits, fc.array(step, { maxLength: 120 }), (spec, steps) => {
      const witness = new Witness(spec)
      for (const taken of steps) witness.play(taken)
      while (witness.running.length > 0) witness.play({ do: 'end', which: 0, outcome: 'good', ms: 100 })
      expect(witness.waiting).toEqual([])
      expect(witness.released).toBe(witness.acquired)
    }),
    { numRuns: 500 },
  )
})
