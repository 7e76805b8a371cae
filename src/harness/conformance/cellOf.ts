import type { JudgedInvariant, RunReport } from '../report.ts'

/**
 * What a table about somebody else's client says of one run. `non-strict`: all that broke is what good clients do, and what
 * nobody has promised. `hang`: a call did not settle in the time that its run had. `unknown`: it was not put to the test.
 */
type CellVerdict = 'pass' | 'non-strict' | 'fail' | 'hang' | 'unknown'

export interface Cell {
  readonly verdict: CellVerdict
  /** Why: the first breach that decided it, or why it is unknown; null for a pass. */
  readonly reason: string | null
  /** The rules that broke, those that decided first; of a pass those that good clients keep, and the scenario is not about. */
  readonly rules: readonly string[]
  /** Rules of the scenario that stayed unknown, in a cell that has a verdict all the same. */
  readonly untested: readonly string[]
}

/**
 * RFC 9110, 9.2.2, says of a POST that is sent again SHOULD NOT; that an Idempotency-Key makes it well is a draft, and no provider of
 * chat completions asks for one.
 */
const shouldEverywhere: ReadonlySet<string> = new Set(['idempotency-key-kept'])

/** A scenario that asks for what nobody has promised does not excuse a wrong answer, a key that went elsewhere, or a crash. */
const mustEverywhere: ReadonlySet<string> = new Set([
  'every-call-settles',
  'key-stays-home',
  'output-from-one-attempt',
  'program-survives',
  'success-means-complete',
])

/** That it ended at all says little where a scenario asks for more. */
const floor = 'every-call-settles'

/** The cell of one run. A run that proved nothing is unknown, never green. */
export function cellOf(run: RunReport): Cell {
  const broken = run.judged.filter(({ result }) => result.verdict === 'fail')
  const decisive = broken.filter((rule) => isMust(rule, run))
  const untested = run.judged.filter(({ exercised, result }) => exercised && result.verdict === 'unknown')
  const cell = (verdict: CellVerdict, reason: string | null): Cell => ({
    verdict,
    reason,
    rules: [...new Set([...decisive, ...broken].map(({ invariant }) => invariant))],
    untested: untested.map(({ invariant }) => invariant),
  })
  // Whoever was late itself (a noisy machine, a crash of ours) accuses nobody.
  if (run.verdict !== 'held' && run.verdict !== 'broke') return cell('unknown', run.reason ?? run.verdict)
  const hung = broken.find(neverEnded)
  if (hung !== undefined) return cell('hang', breachOf(hung))
  if (decisive.length > 0) return cell('fail', breachOf(decisive[0]!))
  const soft = broken.find(({ exercised }) => exercised)
  if (soft !== undefined) return cell('non-strict', breachOf(soft))
  if (!wasTested(run)) return cell('unknown', untested.map(whyUnknown).join('; ') || 'nothing was put to the test')
  return cell('pass', null)
}

function isMust(rule: JudgedInvariant, run: RunReport): boolean {
  const { invariant, strength } = rule
  if (shouldEverywhere.has(invariant)) return false
  if (strength !== 'must' || run.strength === 'must') return strength === 'must'
  return mustEverywhere.has(invariant) && !(invariant === 'success-means-complete' && wasWholeByHttp(rule, run))
}

/** RFC 9112, section 8, speaks of messages that were cut. That one which came whole lacks its finish marker is a custom. */
function wasWholeByHttp({ result }: JudgedInvariant, { excerpt }: RunReport): boolean {
  const evidence = new Set(
    result.verdict === 'fail' ? result.violations.flatMap((violation) => violation.evidence) : [],
  )
  const ends = excerpt.filter((event) => event.type === 'exchange-ended' && evidence.has(event.seq))
  return ends.length > 0 && ends.every((event) => event.type === 'exchange-ended' && event.how === 'complete')
}

/** A call that ended twice has its ends as evidence too; one that never did has its start alone. */
function neverEnded({ invariant, result }: JudgedInvariant): boolean {
  return (
    invariant === floor && result.verdict === 'fail' && result.violations.some(({ evidence }) => evidence.length === 1)
  )
}

/** One rule at least that the scenario is there for was put to the test and held. */
function wasTested({ judged }: RunReport): boolean {
  const exercised = judged.filter((one) => one.exercised)
  const telling = exercised.filter(({ invariant }) => invariant !== floor)
  const asked = telling.length > 0 ? telling : exercised.length > 0 ? exercised : judged
  return asked.some(({ result }) => result.verdict === 'pass')
}

function breachOf({ requirement, result }: JudgedInvariant): string {
  return (result.verdict === 'fail' ? result.violations[0]?.message : undefined) ?? requirement
}

function whyUnknown({ invariant, result }: JudgedInvariant): string {
  return `${invariant}: ${result.verdict === 'unknown' ? result.why : result.verdict}`
}
