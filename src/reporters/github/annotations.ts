import type { Report } from '../../harness/report.ts'
import { messages } from '../../messages/index.ts'
import { groupBy } from '../digest.ts'
import { visible } from '../harmless.ts'
import { placeOf, troublesOf, type Judgement } from '../judgements.ts'

const words = messages.outputs

/** GitHub shows ten of a kind for a step, and drops the rest without a word. */
const shownAtMost = 10
/** It shows the first lines of longer ones. */
const mostCharacters = 500

/**
 * Commands to GitHub's runner, a line each: an error for what failed, a warning for what has no verdict. A rule that a target
 * broke in many scenarios is one; where there is still more than GitHub shows, the last line says how much.
 */
export function annotationsOf(report: Report): string[] {
  const kinds = groupBy(troublesOf(report), ({ target, world, name, series, verdict }) =>
    JSON.stringify([target, world, name, series, verdict]),
  )
  const found = [...kinds.values()].toSorted((one, other) => Number(isWarning(one[0]!)) - Number(isWarning(other[0]!)))
  if (found.length <= shownAtMost) return found.map(annotation)
  const left = found.length - (shownAtMost - 1)
  return [...found.slice(0, shownAtMost - 1).map(annotation), command('warning', words.tool, words.moreInSummary(left))]
}

/** The first of its kind, and how many more there are. */
function annotation(kind: readonly Judgement[]): string {
  const judgement = kind[0]!
  const { name, series, why, verdict, again } = judgement
  const what = judgement.kind === 'run' ? words.wholeRun : [name, ...(series === '' ? [] : [`(${series})`])].join(' ')
  const title = `${what}: ${words.verdicts[verdict]}`
  const says = [
    words.at(placeOf(judgement), why),
    ...(kind.length === 1 ? [] : [words.andMore(kind.length - 1)]),
    ...(again === '' ? [] : [words.again(again)]),
  ]
  return command(isWarning(judgement) ? 'warning' : 'error', title, says.map(shortened).join('\n'))
}

function isWarning({ verdict }: Judgement): boolean {
  return verdict === 'no-verdict'
}

/** Nothing of what comes from outside is left that the runner would read: it decodes each part once, after it was split. */
function command(level: 'error' | 'warning', title: string, message: string): string {
  const shown = message.split('\n').map(visible).join('\n')
  return `::${level} title=${property(visible(title))}::${data(shown)}`
}

/** Source: actions/toolkit, packages/core/src/command.ts, escapeData. */
function data(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A')
}

/** Source: the same, escapeProperty. */
function property(text: string): string {
  return data(text).replaceAll(':', '%3A').replaceAll(',', '%2C')
}

function shortened(text: string): string {
  const flat = visible(text)
  return flat.length <= mostCharacters ? flat : `${flat.slice(0, mostCharacters).toWellFormed()}…`
}
