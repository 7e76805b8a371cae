import type { Cell } from '../../src/harness/conformance/cellOf.ts'
import type { PlayedCell } from '../../src/harness/conformance/playedCell.ts'
import type { ConformanceTable, TableCase, TableClient } from '../../src/harness/conformance/table.ts'
import { tableOf, type TableFacts } from '../../src/harness/conformance/tableOf.ts'

const client = (name: string, rest: Partial<TableClient> = {}): TableClient => ({
  name,
  isOurs: false,
  doc: `${name}, unmodified.`,
  package: name,
  version: '1.2.3',
  language: 'TypeScript',
  timeoutMs: 4_000,
  timeoutOption: `${name}: timeout (10 min unless set)`,
  configuration: 'maxRetries 2, its default',
  command: `npx brownout test --world loopback --target ${name}`,
  ...rest,
})

const oneCase = (name: string, family: string, strength: 'must' | 'should' = 'must'): TableCase => ({
  name,
  family,
  strength,
  requirement: `A correct client does well on ${name}.`,
  source: 'RFC 9110',
})

/** Nothing of it was played: every verdict is made up. */
export const sampleFacts: TableFacts = {
  date: '2026-05-31',
  brownout: '0.1.0',
  node: 'v26.10.0',
  clients: [
    client('client', {
      isOurs: true,
      package: null,
      version: null,
      timeoutOption: null,
      configuration: 'the policy of each case',
    }),
    client('sdk-one'),
    client('python-one', {
      package: 'Python',
      version: '3.11.2',
      language: 'Python',
      timeoutMs: null,
      timeoutOption: 'urlopen(timeout=…), not set',
      command: "npx brownout judge --exec 'python3 examples/ask.py'",
    }),
  ],
  cases: [
    oneCase('ra-seconds', 'rate-limit'),
    oneCase('ra-garbage-word', 'rate-limit', 'should'),
    oneCase('200-empty-body', 'not-success'),
    oneCase('net-silent', 'transport'),
    oneCase('tls-expired', 'tls'),
  ],
}

interface Play extends Partial<Cell> {
  readonly felt?: PlayedCell['felt']
}

const rules: Record<string, { requirement: string; source: string }> = {
  'retry-after-honoured': { requirement: 'A retry never comes earlier than asked.', source: 'RFC 9110 section 10.2.3' },
  'success-means-complete': { requirement: 'Only a whole answer is a success.', source: 'RFC 9112 section 8' },
  'every-call-settles': { requirement: 'Every call ends exactly once.', source: 'plain safety' },
}

export const played = (client: string, name: string, { felt = null, ...rest }: Play = {}): PlayedCell => {
  const cell: Cell = { verdict: 'pass', reason: null, rules: [], untested: [], ...rest }
  const rule = cell.rules[0]
  const isRed = cell.verdict === 'fail' || cell.verdict === 'hang'
  return {
    client,
    case: name,
    cell,
    felt,
    broken: isRed && rule !== undefined ? { rule, ...rules[rule]! } : null,
    excerpt: isRed
      ? [
          '    0 ms  <- asks deepseek-chat',
          '   12 ms  -> 429 rate_limited, retry-after 2',
          '  212 ms  <- asks deepseek-chat',
        ]
      : [],
    noisy: false,
    elapsedMs: 212,
  }
}

const early: Play = {
  verdict: 'fail',
  reason: 'call 0 came back after 200 ms; the server had asked for 2000 ms',
  rules: ['retry-after-honoured'],
}
const believes: Play = {
  verdict: 'fail',
  reason: 'call 0 returned a success, but none of its 1 attempts got a whole answer',
  rules: ['success-means-complete'],
}
const waits: Play = { felt: { untilAnswerMs: 2_140, attemptsPerCall: 2.5, wastedAttempts: 3 } }

/** Each of the five verdicts, a flaky cell, and one that nobody played. */
export const samplePlays: readonly PlayedCell[] = [
  ...['ra-seconds', 'ra-garbage-word', '200-empty-body', 'net-silent', 'tls-expired'].map((name) =>
    played('client', name, waits),
  ),
  played('sdk-one', 'ra-seconds', { ...early, felt: { untilAnswerMs: null, attemptsPerCall: 3, wastedAttempts: 12 } }),
  played('sdk-one', 'ra-garbage-word', {
    verdict: 'non-strict',
    reason: '0 of 2 calls were answered',
    rules: ['answers-as-expected'],
  }),
  played('sdk-one', '200-empty-body', believes),
  played('sdk-one', 'net-silent', waits),
  played('sdk-one', 'net-silent', early),
  played('sdk-one', 'tls-expired', { verdict: 'unknown', reason: 'sdk-one knows one base URL' }),
  played('python-one', 'ra-seconds', early),
  played('python-one', 'ra-garbage-word', early),
  played('python-one', 'net-silent', {
    verdict: 'hang',
    reason: 'call 0 did not end',
    rules: ['every-call-settles'],
  }),
  played('python-one', 'tls-expired'),
]

export const sampleTable: ConformanceTable = tableOf(sampleFacts, samplePlays)

/** The same with `text` behind every string that can come from outside: nothing about its shape changes. */
export function tableWithHostileText(text: string): ConformanceTable {
  const spoiled = (name: string) => name + text
  const facts: TableFacts = {
    date: spoiled(sampleFacts.date),
    brownout: spoiled(sampleFacts.brownout),
    node: spoiled(sampleFacts.node),
    clients: sampleFacts.clients.map((one) => ({
      ...one,
      name: spoiled(one.name),
      doc: spoiled(one.doc),
      package: spoiled(one.package ?? ''),
      version: spoiled(one.version ?? ''),
      language: spoiled(one.language),
      timeoutOption: spoiled(one.timeoutOption ?? ''),
      configuration: spoiled(one.configuration ?? ''),
    })),
    cases: sampleFacts.cases.map((one) => ({
      ...one,
      name: spoiled(one.name),
      family: spoiled(one.family),
      requirement: spoiled(one.requirement),
      source: spoiled(one.source),
    })),
  }
  const plays = samplePlays.map((one) => ({
    ...one,
    client: spoiled(one.client),
    case: spoiled(one.case),
    cell: {
      ...one.cell,
      reason: one.cell.reason === null ? null : spoiled(one.cell.reason),
      rules: one.cell.rules.map(spoiled),
    },
    broken:
      one.broken === null
        ? null
        : {
            rule: spoiled(one.broken.rule),
            requirement: spoiled(one.broken.requirement),
            source: spoiled(one.broken.source),
          },
    excerpt: one.excerpt.map(spoiled),
  }))
  return tableOf(facts, plays)
}
