import type { JudgedInvariant, Report, RunReport, RunVerdict } from '../../src/harness/report.ts'
import type { EventBody, HistoryEvent } from '../../src/history/index.ts'

const rules = {
  'retry-after-honoured': {
    number: 6,
    requirement: 'No attempt reaches an endpoint before the wait that its last answer asked for is over.',
    source: 'RFC 9110 section 10.2.3; OpenAI rate-limit guide',
    strength: 'must',
  },
  'attempts-bounded': {
    number: 1,
    requirement: 'One call makes no more attempts than its policy allows.',
    source: 'Google SRE book, chapter 22',
    strength: 'must',
  },
  'success-means-complete': {
    number: 12,
    requirement: 'A call that ends ok carries the whole answer, up to its finish marker.',
    source: 'OpenAI streaming guide: finish_reason',
    strength: 'must',
  },
  'deadline-kept': {
    number: 9,
    requirement: 'Every call is over by its deadline, whatever the upstream does.',
    source: 'gRPC: deadlines',
    strength: 'should',
  },
} as const

type Rule = keyof typeof rules

function judged(invariant: Rule, result: JudgedInvariant['result'], exercised = true): JudgedInvariant {
  return { invariant, ...rules[invariant], exercised, result }
}

const pass = (checked: number) => ({ verdict: 'pass', checked }) as const
const unknown = (why: string) => ({ verdict: 'unknown', why }) as const

function history(...events: [seq: number, at: number, body: EventBody][]): HistoryEvent[] {
  return events.map(([seq, at, body]) => ({ seq, at, ...body }))
}

function run(scenario: string, verdict: RunVerdict, rest: Partial<RunReport>): RunReport {
  const played = verdict !== 'refused' && verdict !== 'left-out'
  const { target = 'client', world = 'virtual' } = rest
  return {
    target,
    world,
    scenario,
    family: 'rate-limit',
    requirement: 'Wait as long as Retry-After says, fall back rather than fail, and never be billed twice.',
    source: 'RFC 9110 section 10.2.3',
    strength: 'must',
    seed: 8338201,
    verdict,
    reason: null,
    historyHash: played ? '9f2c41d07ab3e65f00000000000000000000000000000000000000000000beef' : null,
    token: played ? `${target}.${world}.${scenario}.7f3a19` : null,
    calls: played ? 3 : 0,
    answered: played ? 3 : 0,
    attempts: played ? 7 : 0,
    elapsedMs: played ? 4212.5 : 0,
    judged: [],
    excerpt: [],
    day: null,
    ...rest,
  }
}

export const heldRun = run('rate-limit-storm', 'held', {
  calls: 600,
  answered: 598,
  attempts: 1358,
  elapsedMs: 630_000,
  judged: [
    judged('retry-after-honoured', pass(758)),
    judged('attempts-bounded', pass(600)),
    judged('success-means-complete', pass(598), false),
    judged('deadline-kept', unknown('no call came near its deadline'), false),
  ],
})

/** Two rules broken, one of them twice. */
export const brokeRun = run('stream-cut', 'broke', {
  family: 'stream',
  requirement: 'A stream that breaks off is an error with its partial text, never an answer.',
  source: 'RFC 9112 section 8; OpenAI streaming guide',
  answered: 2,
  elapsedMs: 1212,
  day: {
    upstream: ['deepseek-chat: the first time rateLimit retryAfterSeconds=2; then always resetPeer afterBytes=120'],
    calls: 'burst calls=3, stream',
    policy: 'deadline 1 min',
  },
  judged: [
    judged('retry-after-honoured', {
      verdict: 'fail',
      checked: 2,
      violations: [{ message: 'call 2 came back to deepseek-chat after 212 ms, 2 s were asked for', evidence: [5, 8] }],
    }),
    judged('attempts-bounded', pass(3)),
    judged('success-means-complete', {
      verdict: 'fail',
      checked: 3,
      violations: [
        { message: 'call 1 ended ok with "Hello, wo", but its answer never finished', evidence: [14, 15] },
        { message: 'call 3 ended ok with "", but its answer never finished', evidence: [31] },
      ],
    }),
    judged('deadline-kept', unknown('no call came near its deadline'), false),
  ],
  excerpt: history(
    [0, 0, { type: 'call-started', call: 1, stream: true, deadlineMs: 60_000 }],
    [1, 0, { type: 'connection-opened', connection: 0, origin: 'main' }],
    [2, 0, { type: 'call-started', call: 2, stream: false, deadlineMs: 60_000 }],
    [3, 1, exchange(0, 1, true)],
    [4, 1, exchange(1, 2, false)],
    [5, 4, response(1, 429, 'rate_limited', { 'retry-after': '2' })],
    [6, 4, { type: 'exchange-ended', exchange: 1, how: 'complete', text: '', finished: false }],
    [7, 4, { type: 'wait-started', call: 2, delayMs: 212, reason: 'backoff' }],
    [8, 216, exchange(2, 2, false)],
    [9, 220, response(0, 200, 'ok', {})],
    [10, 221, { type: 'call-delta', call: 1, text: 'Hel' }],
    [11, 223, { type: 'call-delta', call: 1, text: 'lo, ' }],
    [12, 225, { type: 'call-delta', call: 1, text: 'wo' }],
    [14, 231.25, { type: 'exchange-ended', exchange: 0, how: 'reset', text: 'Hello, wo', finished: false }],
    [15, 231.25, { type: 'call-ended', call: 1, outcome: { ok: true, text: 'Hello, wo', model: 'deepseek-chat' } }],
    [16, 240, response(2, 200, 'overloaded', {})],
    [17, 240, { type: 'exchange-ended', exchange: 2, how: 'complete', text: 'Hi there', finished: true }],
    [18, 241, { type: 'breaker-changed', endpoint: 'deepseek-chat', from: 'closed', to: 'open' }],
    [30, 1200, { type: 'exchange-ended', exchange: 4, how: 'fin', text: '', finished: false }],
    [31, 1200, { type: 'call-ended', call: 3, outcome: { ok: true, text: '', model: null } }],
    [32, 1212, { type: 'run-quiesced', timers: 0, sockets: 1, listeners: 0 }],
  ),
})

export const refusedRun = run('tls-expired', 'refused', {
  world: 'msw',
  family: 'tls',
  reason: 'MSW answers requests and never shows a certificate: play it with --world loopback',
})

export const leftOutRun = run('rate-limit-storm', 'left-out', {
  world: 'loopback',
  reason: 'it lasts 10 min 30 s, which on real sockets is real time: ask for it by name',
})

export const noVerdictRun = run('deadline-tight', 'no-verdict', {
  family: 'timeout',
  requirement: 'A call whose deadline is near does not start an attempt that cannot end in time.',
  source: 'gRPC: deadlines',
  reason: 'deadline-kept was never put to the test: no call came near its deadline',
  judged: [
    judged('attempts-bounded', pass(3)),
    judged('deadline-kept', unknown('no call came near its deadline')),
    judged('success-means-complete', unknown('no call ended ok'), false),
  ],
})

export const crashedRun = run('connection-refused', 'crashed', {
  world: 'loopback',
  family: 'transport',
  requirement: 'A refused connection is a reason to fall back at once.',
  reason: "the target threw: TypeError: Cannot read properties of undefined (reading 'choices')",
  historyHash: null,
  calls: 1,
  answered: 0,
  attempts: 1,
  elapsedMs: 12,
})

/** One of everything that can happen to a run. */
export const sampleReport: Report = {
  schema: 'brownout/report/1',
  tool: {
    name: 'brownout',
    version: '0.1.0',
    commit: '59ceb9f2d81b6a40c3b0f1c2a9d8e7f60b1a2c3d',
    node: 'v26.10.0',
  },
  command: 'brownout test --world virtual --world loopback --world msw',
  startedAt: '2026-11-23T04:12:07.310Z',
  wallMs: 412,
  seed: 8338201,
  verdict: 'broke',
  runs: [heldRun, brokeRun, noVerdictRun, leftOutRun, crashedRun, refusedRun],
}

/** Fields whose values the harness chooses from fixed words; all other strings can come from outside. */
const fixedWords = new Set(['schema', 'verdict', 'world', 'strength', 'type', 'how', 'class', 'errorClass', 'kind'])

/** The same report with `text` behind every string that can come from outside: nothing about its shape changes. */
export function withHostileText(report: Report, text: string): Report {
  return spoil(report, '') as Report

  function spoil(value: unknown, field: string): unknown {
    if (typeof value === 'string') return fixedWords.has(field) ? value : value + text
    if (Array.isArray(value)) return value.map((item) => spoil(item, field))
    if (typeof value !== 'object' || value === null) return value
    return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, spoil(item, key)]))
  }
}

/** What has broken out of reports before: markup, entities, CDATA, terminals, CI commands, bidi, broken UTF-16. */
export const hostileTexts: readonly string[] = [
  '<script>alert(1)</script><img src=x onerror=alert(1)>',
  '"><svg onload=alert(1)>',
  "' onmouseover='alert(1)",
  '</style></title></textarea></script><!-- --><iframe src=//evil.example>',
  '&lt;b&gt; &#x3c; &amp; &nbsp;',
  ']]><injected/><![CDATA[',
  '\u001b[2J\u001b]8;;http://evil.example\u0007click\u001b]8;;\u0007\u009b31m',
  '\n::error file=a.ts,line=1::forged\r\n  ::add-mask::x\n##[error]forged\n##vso[task.complete]',
  '\u202egnp.exe\u202c \u2066x\u2069 \u200b\u2028\u2029\u0085 \u{e0041}',
  '\u0000\u0001\u0008\u000b\u007f\ufffe\uffff',
  '\ud800 alone \udc00',
  'javascript:alert(1) $(touch owned) `touch owned` ; rm -rf ~',
]

function exchange(number: number, call: number, stream: boolean): EventBody {
  return {
    type: 'exchange-started',
    exchange: number,
    connection: number,
    origin: 'main',
    model: 'deepseek-chat',
    credential: 'key-1',
    call,
    stream,
    bodyHash: 'c0ffee',
    idempotencyKey: null,
  }
}

function response(
  number: number,
  status: number,
  truth: 'ok' | 'rate_limited' | 'overloaded',
  asked: Record<string, string>,
): EventBody {
  return { type: 'response-started', exchange: number, status, truth: { class: truth }, asked }
}
