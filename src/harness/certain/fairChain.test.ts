import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { catalogue, always, first, type Rule } from '../../faults/index.ts'
import { burst } from '../../load/index.ts'
import { byteCounters, fairShare, mildFaults, passingFaults } from './fairChain.ts'
import { exchanges, stepsUnder, whatComes, type Coming } from './whatComes.ts'

const {
  closeDelimited,
  keepAlive,
  latency,
  missingDone,
  noHeaders,
  overloaded,
  rateLimit,
  resetPeer,
  serverError,
  tlsExpired,
} = catalogue

const declared = {
  deadlineMs: 60_000,
  maxAttemptsPerCall: 4,
  maxAttemptsPerEndpoint: 3,
  backoff: { initialMs: 100, capMs: 1_000 },
  longestAskedWaitMs: 5_000,
  timeouts: { headersMs: 500, attemptMs: 2_000 },
}
const streams = { caller: { stream: true } }
const day = { expect: declared, caller: {} }

describe('every call is surely answered', () => {
  test.each<[string, Rule[][], object]>([
    ['where nothing is wrong', [[]], {}],
    ['late, and in time', [[always(latency({ delayMs: 400 }))]], {}],
    ['by a stream without [DONE]', [[always(missingDone({ finishReason: true }))]], streams],
    ['before the place where it would be cut', [[always(closeDelimited({ cutAfterBytes: 1_000 }))]], {}],
    ['after failures that pass', [[first(2, serverError({}))], [first(1, overloaded({}))]], {}],
    ['after a silence', [[first(1, noHeaders({}))]], {}],
    ['after a wait that is asked for', [[first(1, rateLimit({ retryAfterSeconds: 5 }))]], {}],
    ['after a wait that only the words name', [[first(1, rateLimit({}))]], {}],
    [
      'by a line of one that is soon through',
      [[always(latency({ delayMs: 100 }))]],
      { expect: { ...declared, maxConcurrent: 1 }, load: burst({ calls: 9 }) },
    ],
  ])('%s', (_how, chain, changed) => {
    expect(fairShare(chain, { ...day, ...changed })).toBe(1)
  })

  test('but those who are aborted', () => {
    expect(fairShare([[]], { ...day, caller: { abortAtMs: 1, abortEvery: 4 } })).toBe(0.75)
    expect(fairShare([[]], { ...day, caller: { abortAtMs: 1 } })).toBeUndefined()
  })
})

describe('nothing is certain', () => {
  test.each<[string, Rule[][], object]>([
    ['of what takes too long', [[always(latency({ delayMs: 600 }))]], {}],
    ['of an answer that may be longer than what goes out', [[always(closeDelimited({ cutAfterBytes: 330 }))]], {}],
    ['of a stream that may be cut after its first words', [[first(1, resetPeer({ afterBytes: 460 }))]], streams],
    ['of a stream that ends without its finish', [[always(missingDone({ finishReason: false }))]], streams],
    ['of failures that last', [[always(serverError({}))]], {}],
    ['of more failures than attempts', [[first(3, serverError({}))]], {}],
    ['of more failures than attempts of a call', [[first(2, serverError({}))], [first(2, serverError({}))]], {}],
    ['of a wait that is too long', [[first(1, rateLimit({ retryAfterSeconds: 6 }))]], {}],
    [
      'of a wait that only the words name, where none is sat out',
      [[first(1, rateLimit({}))]],
      { expect: { ...declared, longestAskedWaitMs: 0 } },
    ],
    ['of a wait in words that nobody can read', [[first(1, rateLimit({ raw: 'abc' }))]], {}],
    ['of comments in place of words', [[always(keepAlive({ afterDeltas: 1, everyMs: 10, forMs: 600 }))]], streams],
    ['of faults that nobody called fair', [[first(1, tlsExpired({}))]], {}],
    [
      'before a deadline that is too near',
      [[first(1, serverError({}))]],
      { expect: { ...declared, deadlineMs: 3_000 } },
    ],
    ['in a line behind who knows how many', [[]], { expect: { ...declared, maxConcurrent: 1 } }],
    ['of a reader who takes too long', [[]], { caller: { stream: true, readerDelayMs: 200 } }],
    [
      'where nobody says how often to try',
      [[first(1, serverError({}))]],
      { expect: { deadlineMs: 60_000, timeouts: { attemptMs: 1_000 } } },
    ],
  ])('%s', (_how, chain, changed) => {
    expect(fairShare(chain, { ...day, ...changed })).toBeUndefined()
  })
})

const fairFaults = [...mildFaults, ...passingFaults]
const bytesAside = fairFaults.filter((type) => !byteCounters.has(type))
const longest = { model: 'm'.repeat(64), call: 999_999, attempt: 998, nth: 999_999 }

/** What comes of a hundred exchanges with that fault, each as it is named and as it would be with these names. */
function inBoth(type: string, names: object, options: object = {}): [Coming, Coming][] {
  const { arbitrary } = Object.values(catalogue).find((fault) => fault.type === type)!
  const specs = fc.sample<object>(arbitrary(fc), { seed: 3, numRuns: 50 }).map((drawn) => ({ type, ...drawn }))
  const [stream, chat] = exchanges.filter(({ isReused }) => isReused)
  return [stream!, chat!].flatMap((exchange) =>
    specs.map((spec): [Coming, Coming] => [
      whatComes(stepsUnder([spec], exchange)),
      whatComes(stepsUnder([{ ...spec, ...options }], { ...exchange, ...names })),
    ]),
  )
}

describe('what need not be played twice', () => {
  test.each(fairFaults)('%s is the same on a connection that was used before', (type) => {
    for (const [before, after] of inBoth(type, { isReused: false })) expect(after).toEqual(before)
  })

  test.each(bytesAside)('%s takes as long over a short answer as over a long one', (type) => {
    for (const [short, long] of inBoth(type, longest)) expect({ ...long, text: '' }).toEqual({ ...short, text: '' })
  })

  test('an event means the same without its padding', () => {
    for (const [long, short] of inBoth('largeEvent', {}, { bytes: 1 })) expect(short).toEqual(long)
  })
})
