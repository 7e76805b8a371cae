import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { askedWait } from '../src/client/askedWait.ts'
import {
  always,
  catalogue,
  decide,
  initialState,
  release,
  type Decision,
  type Exchange,
  type ScriptState,
} from '../src/faults/index.ts'
import { retryAfterForms } from '../src/faults/retryAfter.ts'
import { exchangeOf, headOf, type Head } from './support/exchange.ts'
import { breaches, unusedInMs, usedAt, type Admission, type WindowKind } from './support/quotaReference.ts'

type Options = Parameters<typeof catalogue.quota>[0]

const minuteMs = 60_000
const epochOfRun = Date.UTC(2026, 0, 1)
const kinds = ['fixed', 'sliding', 'bucket'] as const

/** A quota that is asked one request after the other, at an upstream whose wall clock runs. */
class Asked {
  readonly #script
  #state: ScriptState = initialState
  readonly #held: Decision['held'][] = []

  constructor(options: Options) {
    this.#script = { models: { m: [always(catalogue.quota(options))] } }
  }

  ask(atMs: number, changed: Partial<Exchange> = {}): Head {
    const exchange = exchangeOf({ atMs, epochMs: epochOfRun + Math.floor(atMs), ...changed })
    const { steps, state, held } = decide(this.#script, this.#state, exchange)
    this.#state = state
    if (held.length > 0) this.#held.push(held)
    return headOf(steps)
  }

  /** The oldest admitted request is over. */
  leave(): void {
    this.#state = release(this.#state, this.#held.shift() ?? [])
  }

  get inFlight(): number {
    return this.#held.length
  }
}

const loads = fc.array(
  fc.record({
    gapMs: fc.oneof(fc.constant(0), fc.double({ min: 0, max: 9_000, noNaN: true }), fc.constant(30_000)),
    tokens: fc.integer({ min: 1, max: 90 }),
    leaves: fc.nat(2),
    waits: fc.boolean(),
  }),
  { maxLength: 50, size: 'max' },
)
const limits = fc.record({
  rpm: fc.integer({ min: 1, max: 8 }),
  tpm: fc.integer({ min: 50, max: 200 }),
  concurrency: fc.integer({ min: 1, max: 5 }),
})

/** Written as Go writes durations, in ms. */
function durationMs(text: string): number {
  const [, minutes = 0, seconds = 0, ms = 0] = /^(?:(\d+)m(?!s))?(?:([\d.]+)s)?(?:(\d+)ms)?$/
    .exec(text)!
    .map((part) => Number(part ?? 0))
  return Math.round(minutes * 60_000 + seconds * 1_000 + ms)
}

describe.each(kinds)('over any load, a %s quota', (kind: WindowKind) => {
  test('says what a slow count says, keeps its law, and lets in whoever comes when it was told to', () => {
    fc.assert(
      fc.property(limits, loads, ({ rpm, tpm, concurrency }, requests) => {
        const asked = new Asked({ rpm, tpm, concurrency, window: kind, rendering: 'milliseconds' })
        const logs = { requests: [] as Admission[], tokens: [] as Admission[] }
        let admitted = 0
        let refused = 0
        let atMs = 0
        const used = (unit: 'requests' | 'tokens') => {
          const limit = unit === 'requests' ? rpm : tpm
          return { limit, used: usedAt(kind, limit, minuteMs, logs[unit], atMs) }
        }
        const once = (tokens: number): number | undefined => {
          const before = { requests: used('requests').used, tokens: used('tokens').used }
          const fits = before.requests + 1 <= rpm + 1e-6 && before.tokens + tokens <= tpm + 1e-6
          const free = asked.inFlight < concurrency
          const { status, headers, truth } = asked.ask(atMs, { promptTokens: tokens, maxTokens: 0 })
          expect(status).toBe(fits && free ? 200 : 429)
          if (status === 200) {
            admitted += 1
            logs.requests.push({ atMs, amount: 1 })
            logs.tokens.push({ atMs, amount: tokens })
          } else refused += 1
          for (const unit of ['requests', 'tokens'] as const) {
            const now = used(unit)
            const said = (what: string) => headers[`x-ratelimit-${what}-${unit}`]!
            expect(said('limit')).toBe(String(now.limit))
            expect(said('remaining')).toBe(String(Math.max(0, Math.floor(now.limit - now.used + 1e-6))))
            const resetMs = durationMs(said('reset'))
            const amount = unit === 'requests' ? 1 : tokens
            const refuses = status === 429 && now.used + amount > now.limit + 1e-6 && amount <= now.limit
            const exactMs = unusedInMs(kind, now.limit, minuteMs, logs[unit], atMs)
            if (refuses) expect(resetMs).toBeLessThanOrEqual(Number(headers['retry-after-ms'] ?? Infinity))
            // Whole ms, rounded up.
            else expect(Math.abs(resetMs - exactMs)).toBeLessThanOrEqual(1)
            expect(resetMs).toBeGreaterThanOrEqual(0)
          }
          if (status === 200) expect(truth).toEqual({ class: 'ok' })
          return truth.waitMs
        }
        for (const { gapMs, tokens, leaves, waits } of requests) {
          atMs += gapMs
          for (let left = 0; left < leaves; left += 1) asked.leave()
          const waitMs = once(tokens)
          // What will never fit is not let in, whatever the headers say of the rest.
          if (waitMs === undefined || !waits || tokens > tpm) continue
          // Nobody else asks, and the others have left: it is let in.
          while (asked.inFlight > 0) asked.leave()
          atMs += waitMs
          const count = admitted
          once(tokens)
          expect(admitted).toBe(count + 1)
        }
        expect(breaches(kind, rpm, minuteMs, logs.requests)).toEqual([])
        expect(breaches(kind, tpm, minuteMs, logs.tokens)).toEqual([])
        expect(admitted + refused).toBeGreaterThanOrEqual(requests.length)
      }),
      { numRuns: 200 },
    )
  })
})

describe('one and the same state of a quota', () => {
  /** Requests that use it up, and one more: how long the client reads that it shall wait, and whether it is then let in. */
  function refusal(options: Options, startMs: number, gapMs: number) {
    const asked = new Asked(options)
    let atMs = startMs
    for (let request = 0; request < options.rpm!; request += 1, atMs += gapMs) asked.ask(atMs)
    const { status, headers, truth } = asked.ask(atMs)
    expect(status).toBe(429)
    const readMs = askedWait(headers, epochOfRun + Math.floor(atMs))
    return { readMs, truthMs: truth.waitMs, again: asked.ask(atMs + readMs!).status }
  }
  const writings: readonly Options[] = [
    ...retryAfterForms.map((rendering) => ({ rendering })),
    ...(['openai', 'ietf', 'holysheep'] as const).map((headers) => ({ headers, rendering: 'none' as const })),
  ]

  test('is read as the same wait, however it is written: rounded up to whole seconds at most', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...kinds),
        fc.integer({ min: 2, max: 9 }),
        fc.double({ min: 0, max: 100_000, noNaN: true }),
        // Never so slow that a place comes free meanwhile, nor over the edge of a window.
        fc.double({ min: 0, max: 200, noNaN: true }),
        (window, rpm, startMs, gapMs) => {
          fc.pre(startMs % minuteMs < 50_000)
          const exact = refusal({ rpm, window, rendering: 'milliseconds' }, startMs, gapMs)
          for (const writing of writings) {
            const { readMs, truthMs, again } = refusal({ rpm, window, ...writing }, startMs, gapMs)
            expect(readMs).toBe(truthMs)
            expect(readMs).toBeGreaterThanOrEqual(exact.readMs!)
            expect(readMs).toBeLessThanOrEqual(exact.readMs! + 1_000)
            expect(again).toBe(200)
          }
        },
      ),
      { numRuns: 200 },
    )
  })
})
