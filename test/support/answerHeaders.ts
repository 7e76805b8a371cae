import * as fc from 'fast-check'
import { renderings, renderWait } from '../../src/faults/retryAfter.ts'

/** An answer that is no success, with headers that say something to a client. */
export interface HeadedAnswer {
  readonly status: number
  readonly headers: readonly (readonly [name: string, value: string])[]
  readonly body: string
}

/** The same answer as another server would send it. */
export interface Rewritten {
  readonly usual: HeadedAnswer
  readonly other: HeadedAnswer
}

/** The wall clock of whoever reads the dates. */
export const epochMs = Date.UTC(2026, 0, 1)

/** Nothing that a client knows; values of any printable kind. */
const unknownHeader = fc.tuple(
  fc.constantFrom('x-served-by', 'via', 'x-cache', 'x-retry', 'retry', 'after', 'x-ratelimit', 'server-timing', 'age'),
  fc.constantFrom(
    '',
    '0',
    '1',
    '60',
    'true',
    'Wed, 21 Oct 2026 07:28:00 GMT',
    'hit, miss',
    '"quoted"',
    'retry-after: 9',
  ),
)

const patience = fc
  .tuple(fc.integer({ min: 1, max: 90_000 }), fc.constantFrom(...renderings))
  .map(([waitMs, rendering]) => Object.entries(renderWait(waitMs, rendering, epochMs).headers))

const known = fc
  .record({
    patience: fc.oneof({ weight: 1, arbitrary: fc.constant([]) }, { weight: 2, arbitrary: patience }),
    shouldRetry: fc.constantFrom([], [], [['x-should-retry', 'true']], [['x-should-retry', 'false']]),
    requestId: fc.constantFrom([], [['x-request-id', 'req-7']], [['cf-ray', '8f1-FRA']]),
  })
  .map((headers) => Object.values(headers).flat() as [string, string][])

const error = (message: string, code: string | null) => JSON.stringify({ error: { message, code } })

const answers = fc.constantFrom(
  { status: 429, body: error('Rate limit reached', 'rate_limit_exceeded') },
  { status: 429, body: error('You exceeded your current quota', 'insufficient_quota') },
  { status: 503, body: error('Overloaded', null) },
  { status: 500, body: '' },
  { status: 403, body: '<!doctype html><title>Challenge</title>' },
  { status: 401, body: error('Incorrect API key', 'invalid_api_key') },
)

/** An answer, and again in another order, with names in another case, and with headers that nobody knows. */
export const rewritten: fc.Arbitrary<Rewritten> = fc
  .record({
    answer: answers,
    known,
    unknown: fc.array(unknownHeader, { maxLength: 4 }),
    isUpper: fc.array(fc.boolean()),
  })
  .chain(({ answer, known: headers, unknown, isUpper }) =>
    fc.shuffledSubarray([...headers, ...unknown], { minLength: headers.length + unknown.length }).map((shuffled) => ({
      usual: { ...answer, headers },
      other: { ...answer, headers: shuffled.map(([name, value]) => [inCase(name, isUpper), value] as const) },
    })),
  )

/** Letter by letter; where nothing is said, as a title. */
function inCase(name: string, isUpper: readonly boolean[]): string {
  const titled = name.replace(/(^|-)[a-z]/g, (start) => start.toUpperCase())
  return Array.from(titled, (letter, index) =>
    isUpper[index] === undefined ? letter : isUpper[index] ? letter.toUpperCase() : letter.toLowerCase(),
  ).join('')
}
