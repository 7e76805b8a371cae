import { catalogue } from '../../src/faults/index.ts'
import type { Case } from './case.ts'
import { earlyToleranceMs, lateToleranceMs } from './judge.ts'
import { calmMs, lateMachineMs, playCase, playOn, type Play } from './playCase.ts'
import { startStage } from './stage.ts'

/** More at a time, and the cases' own work makes each other late. */
const sideBySide = 8
/** How often a case is played because this process, not the upstream, was late. */
const mostPlays = 3

export type Print = (line: string) => void

/** Plays every case and prints a line for each. False if anything differs from what is owed, or a fault has no case. */
export async function checkInjector(
  casesOf: Readonly<Record<string, readonly Case[]>>,
  print: Print,
): Promise<boolean> {
  print(
    `what a raw reader sees of every fault; no byte comes more than ${earlyToleranceMs} ms before its plan, or ${lateToleranceMs} ms and this process's own lag after it; a play that is untimely while that lag was over ${calmMs} ms, or says nothing because it was over ${lateMachineMs}, is repeated, twice at most`,
  )
  const lacking = Object.keys(catalogue).filter((name) => (casesOf[name] ?? []).length === 0)
  const strangers = Object.entries(casesOf).flatMap(([name, cases]) =>
    cases.filter(({ fault }) => fault.type !== name).map(({ fault }) => `${fault.type} stands under ${name}`),
  )
  for (const name of lacking) print(`FAIL no case for ${name}`)
  for (const stranger of strangers) print(`FAIL ${stranger}`)
  const cases = Object.values(casesOf).flat()
  // The first play loads and compiles: its instants say nothing about the upstream.
  if (cases[0] !== undefined) await playCase(cases[0])
  const lines = await playAll(cases)
  for (const line of lines) print(written(line))
  const failed = lines.filter(({ held }) => !held).length
  const skips = lines.filter(({ skipped, held }) => skipped === true && held).length
  const repeated = lines.filter(({ plays }) => plays > 1).length
  print(
    `${Object.keys(catalogue).length} faults, ${lines.length} cases: ${lines.length - failed - skips} as owed, ${failed} not, ${skips} not played for the reason printed; ${lacking.length} faults without a case; ${repeated} repeated on a late machine`,
  )
  return failed === 0 && lacking.length === 0 && strangers.length === 0
}

type Line = Play & { readonly plays: number }

/** Side by side at first; what this process itself was too late for is played again, alone, until it tells something. */
async function playAll(cases: readonly Case[]): Promise<Line[]> {
  const lines: Line[] = []
  for (let from = 0; from < cases.length; from += sideBySide) {
    const batch = cases.slice(from, from + sideBySide)
    // All stages stand before the first play: making their certificates takes time, and would make others late.
    const stages = await Promise.all(batch.map(({ script }) => startStage(script)))
    const plays = await Promise.all(batch.map((owed, index) => playOn(stages[index]!, owed)))
    lines.push(...plays.map((play) => ({ ...play, plays: 1 })))
  }
  for (const [index, owed] of cases.entries())
    for (let plays = 2; lines[index]!.inDoubt && plays <= mostPlays; plays += 1)
      lines[index] = { ...(await playCase(owed)), plays }
  return lines
}

function written({ name, saw, wrong, untimely, skipped, plays, lagMs, held }: Line): string {
  const problems = [...wrong, ...untimely].map((problem) => `\n     ${problem}`).join('')
  const again = plays > 1 ? `, play ${plays}` : ''
  return `${held ? (skipped === true ? 'skip' : 'ok  ') : 'FAIL'} ${name}: ${saw} [lag ${lagMs.toFixed(0)} ms${again}]${problems}`
}
