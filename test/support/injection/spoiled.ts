/** Fields whose values the harness chooses from words of its own; all other strings can come from outside. */
const ownWords = new Set(
  [
    'schema',
    'verdict',
    'world',
    'strength',
    'type',
    'how',
    'class',
    'errorClass',
    'kind',
    'metric',
    'comparison',
    'light',
    'state',
    'word',
    'scale',
  ]
    .concat([
      'outcome',
      'reasonOfGate',
      'note',
      'startedAt',
      'costUsd',
      'wastedUsd',
      'atMostUsd',
      'pricedOn',
      'endedEarly',
      'strategy',
    ])
    .concat([
      'input',
      'output',
      'cachedInput',
      'cacheWrite',
      'reasoning',
      'maxCostUsd',
      'baseURL',
      'cache',
      'resource',
      'scale',
      'word',
      'policy',
      'quota',
    ]),
)
/** Objects whose names come from outside, too. */
const outsideNames = new Set(['fallbackTo', 'mock', 'asked', 'answeredBy'])

/**
 * The same report with hostile strings before and behind every string that can come from outside: nothing of its shape changes, as what
 * was equal stays equal. `next` deals the strings.
 */
export function spoiled<Subject extends object>(subject: Subject, next: () => string): Subject {
  const dealt = new Map<string, string>()
  const withHostile = (text: string) => {
    const known = dealt.get(text)
    if (known !== undefined) return known
    // Some break out only where they come first.
    const bad = `${next()}${text}${next()}${next()}${next()}`
    dealt.set(text, bad)
    return bad
  }
  return spoil(subject, '', '') as Subject

  function spoil(value: unknown, field: string, parent: string): unknown {
    if (typeof value === 'string') return isOwn(value, field, parent) ? value : withHostile(value)
    if (Array.isArray(value)) return value.map((item) => spoil(item, field, parent))
    if (typeof value !== 'object' || value === null) return value
    const entries = Object.entries(value)
    return Object.fromEntries(
      entries.map(([key, item]) => [outsideNames.has(field) ? withHostile(key) : key, spoil(item, key, field)]),
    )
  }
}

/** `value` of a figure and the ends of an interval may be the word for infinity; a gate says why by a word of ours. */
function isOwn(value: string, field: string, parent: string): boolean {
  return ownWords.has(field) || value === 'Infinity' || (field === 'reason' && parent === 'gates')
}
