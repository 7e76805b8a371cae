import type { BenchReport } from '../harness/bench/benchReport.ts'
import type { PlanReport } from '../harness/plan/planReport.ts'
import type { JudgedInvariant, Report, Reporter, RunReport } from '../harness/report.ts'
import { messages } from '../messages/index.ts'
import { gateText } from './bench/gateText.ts'
import { againCommand } from './commands.ts'
import { hasCell, type CellRun } from './cells.ts'
import { brokenRules, groupRuns, isBlamed, type RunGroup } from './digest.ts'
import { visible } from './harmless.ts'
import { attribute, escape } from './xml.ts'

const words = messages.junit

/** A test case and how it ended. `time` stays out: a virtual hour would count as an hour of CI. */
interface TestCase {
  readonly name: string
  readonly ended: 'passed' | 'failure' | 'error' | 'skipped'
  readonly message?: string
  readonly details?: readonly string[]
  /** What is told beside a case that passed. */
  readonly aside?: string
}

/**
 * JUnit's XML as Jenkins, GitLab and GitHub's actions read it: a suite per target and world, a case per scenario and
 * rule. A file has a failure or an error exactly where a run broke, crashed or has no verdict.
 */
export const junit: Reporter = {
  name: 'junit',
  doc: messages.reporters.junit,
  render: (report) => [{ file: 'junit.xml', content: document(report) }],
}

function document(report: Report): string {
  const suites = groupRuns(report.runs).map((group) => ({ group, cases: group.runs.map(casesOf) }))
  const { bench, plan } = report
  const gates = bench === undefined ? [] : gateCases(bench)
  const planned = plan === undefined ? [] : [planCase(plan, report.verdict)]
  const counts = countsOf([...suites.flatMap(({ cases }) => cases.flat()), ...gates, ...planned])
  const time = (report.wallMs / 1000).toFixed(3)
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites name="brownout"${counts} time="${time}">`,
    ...suites.flatMap(({ group, cases }) => suite(report, group, cases)),
    ...(bench === undefined ? [] : measuredSuite(report, placeOf(bench), gates)),
    ...(plan === undefined ? [] : measuredSuite(report, { name: words.plan, className: 'plan' }, planned)),
    '</testsuites>',
    '',
  ].join('\n')
}

function suite(report: Report, { target, world, runs }: RunGroup, cases: readonly TestCase[][]): string[] {
  const name = attribute(words.suite(target, world))
  return [
    `  <testsuite name="${name}"${countsOf(cases.flat())} timestamp="${attribute(report.startedAt)}">`,
    '    <properties>',
    `      <property name="seed" value="${report.seed}"/>`,
    `      <property name="command" value="${attribute(report.command)}"/>`,
    '    </properties>',
    ...runs.flatMap((run, index) => {
      const className = attribute(`${target}.${world}.${run.family}.${run.scenario}`)
      return cases[index]!.map((one) => testCase(className, one))
    }),
    '  </testsuite>',
  ]
}

/** A benchmark has a case a gate and model, and one for the run itself, which fails where nothing could be judged. */
function gateCases({ gates, sentence, summary }: BenchReport): TestCase[] {
  const own: TestCase = {
    name: words.benchRun,
    ended: summary.whole.calls === 0 ? 'failure' : 'passed',
    message: sentence,
  }
  return [
    own,
    ...gates.map((result): TestCase => {
      const { gate, series, verdict } = result
      const name = [`${gate.metric} ${gate.text}`, ...(series === null ? [] : [`(${series})`])].join(' ')
      if (verdict === 'passed') return { name, ended: 'passed' }
      const text = gateText(result)
      return { name, ended: 'failure', message: verdict === 'failed' ? text : words.noVerdict(text) }
    }),
  ]
}

/** A plan has one case: whether what is to be carried fits. */
function planCase({ sentence }: PlanReport, verdict: Report['verdict']): TestCase {
  const name = messages.outputs.fits
  return verdict === 'broke'
    ? { name, ended: 'failure', message: sentence }
    : { name, ended: 'passed', aside: sentence }
}

interface Place {
  readonly name: string
  readonly className: string
}

function placeOf({ plan: { workload, world } }: BenchReport): Place {
  return { name: words.suite(workload.name, world), className: `bench.${world}.${workload.name}` }
}

function measuredSuite(report: Report, place: Place, cases: readonly TestCase[]): string[] {
  return [
    `  <testsuite name="${attribute(place.name)}"${countsOf(cases)} timestamp="${attribute(report.startedAt)}">`,
    '    <properties>',
    `      <property name="seed" value="${report.seed}"/>`,
    `      <property name="command" value="${attribute(report.command)}"/>`,
    '    </properties>',
    ...cases.map((one) => testCase(attribute(place.className), one)),
    '  </testsuite>',
  ]
}

function testCase(className: string, { name, ended, message, details = [], aside }: TestCase): string {
  const open = `    <testcase classname="${className}" name="${attribute(name)}"`
  if (ended === 'passed')
    return aside === undefined ? `${open}/>` : `${open}><system-out>${escape(visible(aside))}</system-out></testcase>`
  const body = details.map((line) => escape(visible(line))).join('\n')
  const says = `message="${attribute(message ?? words.noReason)}"`
  const result = ended === 'skipped' ? `<skipped ${says}/>` : `<${ended} type="${ended}" ${says}>${body}</${ended}>`
  return `${open}>\n      ${result}\n    </testcase>`
}

function casesOf(run: RunReport): TestCase[] {
  if (hasCell(run)) return [cellCase(run)]
  const reason = run.reason ?? words.noReason
  const details = [words.requirement(run.requirement), words.source(run.source), ...again(run)]
  if (run.verdict === 'refused' || run.verdict === 'left-out') {
    return [{ name: run.scenario, ended: 'skipped', message: `${messages.verdicts[run.verdict]}: ${reason}` }]
  }
  const judged = run.judged.map((one) => judgedCase(run, one))
  if (run.verdict === 'crashed') return [...judged, { name: run.scenario, ended: 'error', message: reason, details }]
  const told = judged.some(({ ended }) => ended === 'failure')
  if (run.verdict === 'held' || told) {
    return judged.length > 0 ? judged : [{ name: run.scenario, ended: 'passed' }]
  }
  const message = run.verdict === 'no-verdict' ? words.noVerdict(reason) : reason
  return [...judged, { name: run.scenario, ended: 'failure', message, details }]
}

/** A table has one case a scenario; what nobody has promised fails no build. */
function cellCase(run: CellRun): TestCase {
  const { scenario: name, cell, requirement, source, notes = [] } = run
  const { verdict, rules } = cell
  const reason = cell.reason ?? words.noReason
  if (verdict === 'unknown') return { name, ended: 'skipped', message: `${verdict}: ${reason}` }
  if (verdict === 'pass') return { name, ended: 'passed' }
  if (verdict === 'non-strict') return { name, ended: 'passed', aside: `${verdict}: ${rules.join(', ')}: ${reason}` }
  const breaches = brokenRules(run).flatMap(({ result }) =>
    result.violations.slice(0, 5).map(({ message, evidence }) => words.violation(message, evidence)),
  )
  const details = [words.requirement(requirement), words.source(source), ...breaches, ...notes, ...again(run)]
  return { name, ended: 'failure', message: `${verdict}: ${reason}`, details }
}

function judgedCase(run: RunReport, judged: JudgedInvariant): TestCase {
  const { invariant, requirement, source, result } = judged
  const name = `${run.scenario}: ${invariant}`
  const asks = [words.requirement(requirement), words.source(source)]
  if (result.verdict === 'pass') return { name, ended: 'passed' }
  if (result.verdict === 'unknown') {
    if (!isBlamed(run, judged)) return { name, ended: 'skipped', message: result.why }
    return { name, ended: 'failure', message: words.noVerdict(result.why), details: [...asks, ...again(run)] }
  }
  const shown = result.violations.slice(0, 20).map(({ message, evidence }) => words.violation(message, evidence))
  const left = result.violations.length - shown.length
  const details = [...asks, ...shown, ...(left > 0 ? [words.more(left)] : []), ...again(run)]
  const message = result.violations[0]?.message ?? requirement
  return { name, ended: 'failure', message, details }
}

function again(run: RunReport): string[] {
  const command = againCommand(run)
  return command === null ? [] : [words.again(command)]
}

function countsOf(cases: readonly TestCase[]): string {
  const ended = (how: TestCase['ended']) => cases.filter((one) => one.ended === how).length
  return (
    ` tests="${cases.length}" failures="${ended('failure')}"` +
    ` errors="${ended('error')}" skipped="${ended('skipped')}"`
  )
}
