import { catalogue } from '../../src/faults/index.ts'
import type { Case } from './case.ts'
import { earlyToleranceMs, lagToleranceMs, lateToleranceMs } from './judge.ts'
import { playCase, type Line } from './playCase.ts'

/** More at a time, and the cases' own work makes each other late. */
const sideBySide = 6

export type Print = (line: string) => void

/** Plays every case and prints a line for each. False if anything differs from what is owed, or a fault has no case. */
export async function checkInjector(
  casesOf: Readonly<Record<string, readonly Case[]>>,
  print: Print,
): Promise<boolean> {
  print(
    `a raw reader's view of every fault; no byte more than ${earlyToleranceMs} ms before its plan or ${lateToleranceMs} ms after it, a play is repeated (twice at most) if this process lagged by more than ${lagToleranceMs} ms`,
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
  const repeated = lines.filter(({ plays }) => plays > 1).length
  print(
    `${Object.keys(catalogue).length} faults, ${lines.length} cases: ${lines.length - failed} as owed, ${failed} not; ${lacking.length} faults without a case; ${repeated} repeated on a late machine`,
  )
  return failed === 0 && lacking.length === 0 && strangers.length === 0
}

/** In the order of the cases, whichever ends first. */
async function playAll(cases: readonly Case[]): Promise<Line[]> {
  const lines: Line[] = []
  const queue = cases.entries()
  const player = async () => {
    for (const [index, owed] of queue) lines[index] = await playCase(owed)
  }
  await Promise.all(Array.from({ length: sideBySide }, player))
  return lines
}

function written({ name, saw, wrong, untimely, plays, lagMs, held }: Line): string {
  const problems = [...wrong, ...untimely].map((problem) => `\n     ${problem}`).join('')
  const again = plays > 1 ? `, play ${plays}` : ''
  return `${held ? 'ok  ' : 'FAIL'} ${name}: ${saw} [lag ${lagMs.toFixed(0)} ms${again}]${problems}`
}
