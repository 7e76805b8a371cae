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
  /** The rules that broke, those that decided first. */
  readonly rules: readonly string[]
  /** Rules of the scenario that stayed unknown, in a cell that has a verdict all the same. */
  readonly untested: readonly string[]
}

/** A scenario that asks for what nobody has promised does not excuse a wrong answer, or a key that went elsewhere. */
const mustEverywhere: ReadonlySet<string> = new Set([
  'every-call-settles',
  'key-stays-home',
  'output-from-one-attempt',
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
  const hung = broken.find(neverEnded)
  if (hung !== undefined) return cell('hang', breachOf(hung))
  if (decisive.length > 0) return cell('fail', breachOf(decisive[0]!))
  if (broken.length > 0) return cell('non-strict', breachOf(broken[0]!))
  if (run.verdict !== 'held') return cell('unknown', run.reason ?? run.verdict)
  if (!wasTested(run)) return cell('unknown', untested.map(whyUnknown).join('; ') || 'nothing was put to the test')
  return cell('pass', null)
}

function isMust({ invariant, strength }: JudgedInvariant, run: RunReport): boolean {
  return strength === 'must' && (run.strength === 'must' || mustEverywhere.has(invariant))
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
