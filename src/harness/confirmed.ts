import type { PlayedRun } from './playFairly.ts'
import type { RunReport } from './report.ts'

type Played = Required<PlayedRun>

/**
 * How late a process of its own was nobody here can measure: on a busy machine it may look slow. What broke in it once is
 * played again, and only what breaks both times is held against it.
 */
export async function confirmed(first: Played, again: () => Promise<Played>): Promise<Played> {
  if (first.run.verdict !== 'broke') return first
  const second = await again()
  const { run, history } = second
  if (run.verdict !== 'broke') {
    if (run.verdict !== 'held') return second
    return { run: { ...run, verdict: 'no-verdict', reason: notTwice(brokenIn(first.run), []) }, history }
  }
  const [before, after] = [brokenIn(first.run), brokenIn(run)]
  if (before.every((rule) => after.includes(rule))) return first
  if (after.every((rule) => before.includes(rule))) return second
  if (after.some((rule) => before.includes(rule))) return before.length <= after.length ? first : second
  return { run: { ...run, verdict: 'no-verdict', reason: notTwice(before, after) }, history }
}

function brokenIn({ judged }: RunReport): string[] {
  return judged.flatMap(({ invariant, result }) => (result.verdict === 'fail' ? [invariant] : []))
}

function notTwice(before: readonly string[], after: readonly string[]): string {
  const then = after.length === 0 ? 'nothing' : after.join(', ')
  return `it was played twice, and broke ${before.join(', ')} first and ${then} then: too much chance to judge`
}
