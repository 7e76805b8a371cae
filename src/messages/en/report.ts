import { count, list, number } from '../format.ts'
import { notPlayed, ofRuns, runs, type Tally } from './tally.ts'

/** What the HTML page says. */
export const report = {
  title: (verdict: string) => `brownout: ${verdict}`,
  brand: 'brownout',
  tagline: "a rehearsal of the provider's bad day",
  headline: (verdict: 'held' | 'broke' | 'no-verdict', tally: Tally) => {
    if (tally.played === 0) return 'No verdict: nothing was played.'
    if (verdict === 'broke') return `${ofRuns(tally.broke, tally)} broke a rule.`
    // Nothing failed to get its verdict, and still there is none: not everything was played.
    if (verdict === 'no-verdict' && tally.noVerdict + tally.crashed === 0) return 'No verdict: it was interrupted.'
    if (verdict === 'no-verdict') return `No verdict on ${ofRuns(tally.noVerdict + tally.crashed, tally)}.`
    return `${tally.played === 1 ? '' : 'All '}${runs(tally.played, tally)} held.`
  },
  rest: (tally: Tally) => {
    const parts = [
      ...(tally.held > 0 && tally.held < tally.played ? [`${number(tally.held)} held`] : []),
      ...(tally.noVerdict > 0 ? [`${number(tally.noVerdict)} without a verdict`] : []),
      ...(tally.crashed > 0 ? [`${number(tally.crashed)} crashed`] : []),
    ]
    const others = notPlayed(tally)
    return (
      (parts.length > 0 ? `${list(parts)}. ` : '') +
      (others.length > 0 ? `Not played: ${list(others)}.` : 'Everything that was asked for was played.')
    )
  },
  brokeRules: (rules: readonly string[]) => `broke ${list(rules)}.`,
  targetBroke: (rules: readonly string[], runsBroken: number) =>
    `broke ${list(rules)}, in ${count(runsBroken, 'run')}.`,
  contents: 'Contents',
  place: (target: string, world: string) => `${target}, ${world}`,
  inWorld: (world: string, targets: readonly string[]) => `${world}: ${list(targets)}`,
  facts: {
    held: 'held',
    broke: 'broke',
    noVerdict: 'no verdict',
    crashed: 'crashed',
    notPlayed: 'not played',
    calls: 'calls',
    attempts: 'attempts',
    virtualTime: 'virtual time',
    wallTime: 'wall time',
  },

  explored: {
    title: 'What was explored',
    effort: (cases: number, calls: number, attempts: number, seed: number) =>
      `${count(cases, 'random day')}, ${count(calls, 'call')}, ${count(attempts, 'attempt')}, seed ${seed}.`,
    found: (target: string) => `What was found at ${target}`,
    columns: { rule: 'rule', day: 'the smallest day', first: 'first on', rules: 'rules of its script', tries: 'tries' },
  },

  notTested: 'What was not tested',
  everythingTested: 'Every scenario was played, and every rule was put to the test at least once.',
  notPlayed: 'Scenarios that were not played',
  neverChecked: 'Rules that no scenario put to the test',
  neverCheckedNote: 'Nothing can be said about these: a check that never ran proves nothing.',
  uncheckedDetail: (value: number) => `All checks that never ran (${number(value)})`,
  blame: 'had to be tested here',
  columns: { what: 'how', scenarios: 'scenarios', rule: 'rule', why: 'why', where: 'where' },

  matrix: 'Rules by scenario',
  matrixLegend: 'The number says how often a rule was put to the test, or how often it was broken.',
  scenario: 'scenario',
  verdict: 'verdict',
  cell: {
    pass: (checked: number) => `held, checked ${count(checked, 'time')}`,
    fail: (violations: number) => `broken ${count(violations, 'time')}`,
    unknown: 'not put to the test',
    blame: 'had to be put to the test, but was not',
    absent: 'not judged',
  },
  legend: {
    pass: 'held',
    fail: 'broken',
    unknown: 'not put to the test',
    blame: 'had to be put to the test, but was not',
  },
  rules: (value: number) => `What each rule asks (${number(value)})`,
  strength: { must: 'must', should: 'should' },

  broke: 'What broke',
  withoutVerdict: 'What has no verdict',
  scenarioAsks: 'The scenario asks:',
  ruleAsks: 'The rule:',
  source: 'source',
  moreOfThese: (value: number) => `and ${count(value, 'more time')}`,
  day: 'The day',
  timelineCaption: 'What happened',
  proves: (rules: readonly string[]) => `proof: ${rules.join(', ')}`,
  call: (call: number) => `call ${call}`,
  replay: 'Play it again',
  why: 'Why it matters',

  runs: 'Runs',
  run: {
    calls: 'calls',
    answered: 'answered',
    attempts: 'attempts',
    elapsedVirtual: 'virtual time',
    elapsedReal: 'time',
    history: 'history',
  },
  none: '-',

  method: 'Method',
  methodNotes: {
    rules:
      'A real client is played against scripted faults. What the upstream saw and what the caller got is taken down as ' +
      'a history; rules judge that history and nothing else. A rule that a history never put to the test is unknown, ' +
      'not held. On the virtual clock the same seed gives the same history, byte for byte.',
    bench:
      'Each call is made when the load has it due, and taken down as it ends; figures are made of these records and ' +
      'nothing else. Percentiles are of all calls that were due: one that failed is infinitely slow. What the warm-up ' +
      'called counts in nothing but the cost. On the virtual clock the same plan and seed give the same records, byte for byte.',
    plan:
      'The real client is simulated on a virtual clock, against models and quotas as they were described; nothing is ' +
      'sent anywhere. The same seed gives the same plan, byte for byte.',
  },
  fields: {
    command: 'command',
    seed: 'seed',
    version: 'version',
    commit: 'commit',
    node: 'Node',
    startedAt: 'started',
    schema: 'report format',
  },
  unknownCommit: 'unknown',
}
