import { count, list, number } from '../format.ts'

type Verdict = 'pass' | 'non-strict' | 'fail' | 'hang' | 'unknown' | 'flaky'

/** What the published table says. */
export const conformance = {
  title: (clients: number, cases: number) => `${count(clients, 'LLM API client')} on ${count(cases, 'bad day')}`,
  tagline: "how clients stand a provider's bad day",
  lead:
    'Each cell is one client on one bad day, on real sockets and real TLS of one machine. Two witnesses decide: what the upstream saw ' +
    'on the wire, and what the caller got. Each cell was played twice. A cell is never green because nothing was put to the test: ' +
    'then it is unknown, with the reason.',
  asOf: (date: string, brownout: string, node: string) => `As of ${date}; brownout ${brownout}, Node ${node}.`,
  written: 'Written by `npm run conformance` from what it played; change the code, then run it.',
  contents: 'Contents',

  word: {
    pass: 'pass',
    'non-strict': 'non-strict',
    fail: 'fail',
    hang: 'hang',
    unknown: 'unknown',
    flaky: 'flaky',
  } satisfies Record<Verdict, string>,
  sign: { pass: '✓', 'non-strict': '~', fail: '✗', hang: '∞', unknown: '?', flaky: '≈' } satisfies Record<
    Verdict,
    string
  >,
  meaning: {
    pass: 'put to the test, and held',
    'non-strict': 'what broke is what good clients do (a should); no standard and no provider demands it',
    fail: 'a rule that must hold was broken: the cell leads to its proof',
    hang: 'a call did not settle in the time that its case had',
    unknown: 'not put to the test, or not to be decided: the reasons stand below',
    flaky: 'the two plays differ: accuses nobody',
  } satisfies Record<Verdict, string>,
  flaky: (verdict: string, other: string) => `flaky: ${verdict} and ${other}`,

  clients: {
    title: 'The clients',
    columns: {
      client: 'client',
      version: 'version',
      language: 'language',
      timeout: 'time-out of an attempt',
      told: 'how it was set up',
    },
    none: 'none: it knows no such option',
    ofCase: 'as each case declares',
    comesAlong: 'comes with brownout',
    ours: 'ours',
  },
  matrix: {
    title: 'Clients by case',
    case: 'case',
    strength: { must: 'must', should: 'should' },
    notPlayed: 'not played',
  },
  better: {
    title: 'Where another client does better than ours',
    none: 'Nowhere: no client has a better verdict than ours in any case.',
    columns: { case: 'case', ours: 'ours', why: 'why', better: 'who does better' },
  },
  findings: {
    title: 'Findings',
    lead:
      'One paragraph for each distinct thing that a client does wrong: what it did, the rule and where that stands, and what went over the ' +
      'wire. Times are ms since the run began, as they were measured.',
    none: 'No client broke a rule that must hold.',
    inCases: (cases: readonly string[]) =>
      `In ${cases.length === 1 ? 'this case' : `these ${number(cases.length)} cases`}:`,
    rule: 'The rule:',
    source: 'source:',
    excerpt: (name: string) => `What went over the wire in ${name}`,
    again: 'Play it again:',
    note: 'Read in its histories:',
  },
  felt: {
    title: 'What a user feels',
    measured:
      'Measured on one machine: read the order of magnitude. Time from the first failure of the first model to the first good answer of the ' +
      'same call, at worst; attempts of a call, on average; attempts that may be billed and of which nobody got an answer.',
    none: 'Nothing was measured.',
    noAnswer: 'no answer',
    figures: (until: string, attempts: string, wasted: string) => `${until}; ${attempts}; ${wasted}`,
    attempts: (value: string) => `${value} attempts`,
    wasted: (value: number) => `${number(value)} wasted`,
  },
  unknowns: {
    title: 'What is unknown, and why',
    none: 'Nothing: every cell has its verdict.',
    columns: { reason: 'reason', client: 'client', cases: 'cases' },
  },
  flakies: {
    title: 'Flaky cells',
    none: 'None: the two plays of every cell agree.',
    columns: { client: 'client', case: 'case', plays: 'plays' },
  },
  method: {
    title: 'Method',
    texts: [
      'Every client is the unmodified package or program, pointed at an upstream on 127.0.0.1 that plays the case, with the time-out that its own ' +
        'documents offer set, so that a default without one shows as such and not as a hang of the harness.',
      'A client is held to what its callers may expect (a deadline where it promises one, a true answer, no retry that is forbidden or comes too ' +
        'early, no key sent elsewhere), not to a policy that nobody could tell it.',
      'A rule is a must where an RFC, the provider’s own text or plain safety says so; what only good clients do shows as non-strict.',
      'Figures that were measured stay as they were first written while the versions and the verdicts are the same.',
    ],
  },
  counts: (counts: Readonly<Record<string, number>>) =>
    list(
      (['pass', 'non-strict', 'fail', 'hang', 'unknown', 'flaky'] as const).flatMap((verdict) =>
        (counts[verdict] ?? 0) === 0 ? [] : [`${number(counts[verdict]!)} ${verdict}`],
      ),
    ),
}
