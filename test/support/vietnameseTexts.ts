/** Groups of texts that are English in every language, and why. */
export const englishOnly: Readonly<Record<string, string>> = {
  conformance: 'the published table of clients is made by a script of this repository, in one language',
  junit: 'CI servers know a test case by its name: another language would begin its history anew',
  program: 'it is recorded in histories, whose bytes are the same whatever language was spoken',
  reporters: 'entries of the catalogue, as scenarios, rules and faults are',
  suite: "thrown in somebody's own test, where no command was given and no language asked for",
}

/** Single texts within translated groups, or groups of them, that are the same in both languages, and why. */
export const sameInBoth: Readonly<Record<string, string>> = {
  'explore.scenario': 'recorded with the days that were found, as the catalogue has its own',
  'explore.quiet': 'recorded with the days that were found, as the catalogue has its own',
  'explore.neverTested': 'recorded with the days that were found, as the catalogue has its own',
  'cli.claims.finding': 'made of other texts',
  'serve.access': 'answered to programs, on the wire',
  'serve.control': 'answered to programs, on the wire',
  'outputs.bench': 'a target as CSV and text name it',
  'outputs.plan': 'a target as CSV and text name it',
  'outputs.fits': 'a test case of JUnit, a gate in CSV and text',
  'errors.suite': "thrown in somebody's own test, where no language was asked for",
  'errors.histories.event': 'a place in a list',
  'errors.gates.examples': 'limits as they are written',
  'day.limit': 'a name and a length of time',
  'benchReport.usd': 'an amount',
  'png.fixPackages': 'a command',
}

/** What Vietnamese engineers say as it is. */
export const loanWords: ReadonlySet<string> = new Set(
  (
    'brownout client upstream origin endpoint stream key quota seed commit node failover rpm tpm ttft slo req tls http msw ' +
    'p50 p95 p99 max_tokens usd cny vnd s ms min h x ' +
    'ok live target package circuit breaker'
  ).split(' '),
)

/** The words of a text, or of what a function puts together: what stands in its own quotes, without what is filled in. */
export function wordsOf(text: unknown): string[] {
  const source = String(text)
  const literals = typeof text === 'function' ? (source.match(/'[^']*'|`[^`]*`/g) ?? []) : [source]
  const bare = literals.map((literal) => literal.replace(/\$\{[^}]*\}/g, ' '))
  return bare.flatMap((literal) => literal.toLowerCase().match(/[a-z]\w*/g) ?? [])
}

/** A text that is only typed or looked up, such as `brownout bench --live`. */
export const isCommand = (text: unknown) => typeof text === 'string' && /^(brownout |--)/.test(text)

/** Stands for whatever a text is made of: a name, a number, a list, an object. */
const anything: unknown = new Proxy(() => anything, {
  get: (_target, name) => {
    if (name === Symbol.toPrimitive) return (hint: string) => (hint === 'number' ? 1 : 'x')
    return name === Symbol.iterator ? () => [anything, anything, anything].values() : anything
  },
  apply: () => anything,
})

/** What a reader types, opens or looks up by its name: it has to be the same in both languages. */
export function namesIn(text: unknown): string[] {
  const named = /(?<![\w-])--[a-z][a-z-]*|\b[A-Z]+_[A-Z_]+\b|\b[\w/-]+\.(?:md|json|ndjson|html|txt|ts|csv)\b/g
  return [...new Set(said(text).match(named))].toSorted()
}

/** A text that asks too much of what stands for anything is read as its source. */
function said(text: unknown): string {
  if (typeof text !== 'function') return String(text)
  try {
    return JSON.stringify((text as (...values: unknown[]) => unknown)(...Array(8).fill(anything))) ?? ''
  } catch {
    return String(text)
  }
}
