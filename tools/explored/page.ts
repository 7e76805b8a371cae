// What the exploration of the targets that others wrote came to, as a page: the same bytes for the same code.
import type { FoundRun } from '../../src/harness/explored/playFound.ts'
import { catalogue, type Invariant } from '../../src/invariants/index.ts'
import { twoLanes } from '../../src/reporters/console/twoLanes.ts'
import { Terminal } from '../../src/reporters/console/terminal.ts'
import { shortened, timelineOf } from '../../src/reporters/timeline.ts'
import type { Target } from '../../src/targets/index.ts'
import { notes } from './notes.ts'

export interface ExploredOne {
  readonly target: Target
  readonly cases: number
  readonly calls: number
  readonly attempts: number
  readonly days: readonly FoundRun[]
}

const rowsAtMost = 16
const columns = 100

const ruleOf = (name: string) => Object.values<Invariant>(catalogue).find((rule) => rule.name === name)
const cell = (text: string) => text.replaceAll('|', '\\|').replaceAll('\n', ' ')

export function exploredPage(all: readonly ExploredOne[], seed: number): string {
  const lead = `# Explored

<!-- Written by \`npm run explore:targets\` from the code; change the code, then run it. -->

Clients that others wrote, or whose rules they wrote, on random days: for each rule that broke the smallest day on which it
does. Each was explored with seed ${seed}; \`npx brownout replay\` and its token play a day again, to the same history
(\`npm run check:tokens\` does so with all of them, on three versions of Node). A *must* stands in an RFC, in a provider's own
text, or is plain safety; a *should* is what good clients do: who breaks one is less than good, and not wrong. What a client
never promised to anybody it is not held to; where a rule holds for everybody and a client never promised it, that is said.`
  return `${[lead, ...all.map(section)].join('\n\n')}\n`
}

function section({ target, cases, calls, attempts, days }: ExploredOne): string {
  const counted = `${cases.toLocaleString('en')} days, ${calls.toLocaleString('en')} calls, ${attempts.toLocaleString('en')} attempts`
  const head = `## ${target.name}\n\n${target.doc}\n\n${counted}; ${days.length} rules broken.`
  if (days.length === 0) return head
  const rows = days.map(({ found }) => {
    const rule = ruleOf(found.invariant)
    return [
      `\`${found.invariant}\``,
      rule?.strength ?? '',
      String(found.afterCases),
      `${found.rulesBefore} to ${found.rules}`,
    ]
  })
  const table = [
    ['rule', 'strength', 'first on day', 'rules of the script, shrunk'],
    ['---', '---', '---', '---'],
    ...rows,
  ]
    .map((row) => `| ${row.map(cell).join(' | ')} |`)
    .join('\n')
  return [head, table, ...days.map((day) => story(target, day))].join('\n\n')
}

function story(target: Target, { found, run }: FoundRun): string {
  const rule = ruleOf(found.invariant)
  const note = notes[target.name]?.[found.invariant]
  const told = cell(found.message)
  return [
    `### ${target.name}: ${found.invariant}`,
    `${rule?.requirement ?? 'It threw, or never came back.'} Here: ${told}.`,
    ...(note === undefined ? [] : [`*${note}*`]),
    `\`\`\`text\n${dayOf(run)}\n\`\`\``,
    ...(run.token === null ? [] : [`\`npx brownout replay ${run.token}\``]),
  ].join('\n\n')
}

function dayOf(run: FoundRun['run']): string {
  const lines: string[] = []
  const terminal = new Terminal({ write: (text) => void lines.push(text), isTTY: false, columns, colour: false })
  const { day } = run
  if (day !== null) {
    for (const text of day.upstream) lines.push(`upstream  ${text}\n`)
    lines.push(`calls     ${day.calls}\n\n`)
  }
  twoLanes(terminal, shortened(timelineOf(run), rowsAtMost))
  return lines
    .join('')
    .split('\n')
    .map((line) => line.trimEnd())
    .join('\n')
    .trimEnd()
}
