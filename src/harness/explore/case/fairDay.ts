import type { FaultSpec, Rule } from '../../../faults/index.ts'
import { mildFaults, passingFaults } from '../../certain/fairChain.ts'
import { smallCases } from './bounds.ts'
import { caller } from './caller.ts'
import type { Day } from './day.ts'
import { plain, type Arbitrary, type FC } from './fastCheck.ts'
import { load } from './load.ts'
import type { Odds } from './odds.ts'
import { faultAmong, speaks, when } from './rules.ts'
import { script } from './script.ts'

/**
 * A day on which every call can surely be answered: whatever goes wrong passes soon, and whatever is bent is whole. A client
 * that gives up too early, or takes a good answer for none, is seen by that.
 */
export function fairDay(fc: FC, odds: Odds): Arbitrary<Day> {
  const from = (min: number, max: number) => fc.integer({ min, max })
  return fc
    .record({
      upstream: script(fc, smallCases, odds),
      rules: fc.array(fairRules(fc), { minLength: 4, maxLength: 4 }),
      load: load(fc, smallCases, odds),
      caller: patientCaller(fc, odds),
      maxConcurrent: fc.oneof({ weight: 5, arbitrary: fc.constant(undefined) }, { weight: 1, arbitrary: from(1, 2) }),
      expect: fc.record({
        deadlineMs: from(20_000, 90_000),
        maxAttemptsPerCall: from(3, 8),
        maxAttemptsPerEndpoint: from(2, 4),
        backoff: fc.record({ initialMs: from(1, 500), capMs: from(1, 1_000) }, plain),
        longestAskedWaitMs: from(0, 60_000),
        credentialCooldownMs: from(0, 300_000),
        timeouts: fc.record(
          {
            headersMs: from(100, 5_000),
            byteIdleMs: fc.oneof(from(50, 200), from(50, 5_000)),
            attemptMs: from(200, 8_000),
          },
          plain,
        ),
      }),
    })
    .map(({ upstream, rules, load: calls, caller: behaviour, maxConcurrent, expect }) => ({
      upstream: {
        models: Object.fromEntries(
          Object.keys(upstream.models).map((model, index) => [
            model,
            rules[index]!.filter(({ fault }) => speaks(fault, false)),
          ]),
        ),
        origins: Object.fromEntries(
          Object.entries(upstream.origins ?? {}).map(([origin, { serves, credential = origin }]) => [
            origin,
            { serves, credential, tls: false, rules: [] },
          ]),
        ),
      },
      load: calls,
      caller: behaviour,
      expect: maxConcurrent === undefined ? expect : { ...expect, maxConcurrent },
    }))
}

/** Who gives up proves little: mostly nobody does. Readers take their time, and longer than a silence may last. */
function patientCaller(fc: FC, odds: Odds): Arbitrary<Day['caller']> {
  const delays = fc.oneof(fc.constant(undefined), fc.integer({ min: 50, max: 400 }))
  const patient = fc.record({ stream: fc.boolean(), readerDelayMs: delays }).map(({ stream, readerDelayMs }) => ({
    stream,
    ...(stream && readerDelayMs !== undefined ? { readerDelayMs } : {}),
  }))
  return fc.oneof<[Arbitrary<Day['caller']>, Arbitrary<Day['caller']>, Arbitrary<Day['caller']>]>(
    patient,
    patient,
    caller(fc, smallCases, odds),
  )
}

function fairRules(fc: FC): Arbitrary<Rule[]> {
  const mild = fc.record({ when: when(fc, smallCases), fault: faultAmong(fc, mildFaults) }, plain)
  const passing = fc.record(
    {
      when: fc.record({ first: fc.integer({ min: 1, max: 2 }) }, plain),
      fault: fc.oneof(
        { weight: 5, arbitrary: faultAmong(fc, passingFaults) },
        // Come back at once, or soon.
        { weight: 1, arbitrary: fc.constantFrom<FaultSpec>(...soon) },
      ),
    },
    plain,
  )
  return fc.oneof(
    fc.constant<Rule[]>([]),
    fc.tuple<Rule[]>(mild),
    fc.tuple<Rule[]>(passing),
    fc.tuple<Rule[]>(passing, mild),
    fc.tuple<Rule[]>(mild, mild),
  )
}

const soon = [0, 1].map((retryAfterSeconds) => ({ type: 'rateLimit', retryAfterSeconds }))
