import { cellOf } from '../../src/harness/conformance/cellOf.ts'
import { feltOf } from '../../src/harness/conformance/feltOf.ts'
import type { PlayedCell } from '../../src/harness/conformance/playedCell.ts'
import type { Play } from '../../src/harness/conformance/plays.ts'
import { isRed } from '../../src/harness/conformance/table.ts'
import { playAlone, wasTooNoisy } from '../../src/harness/playFairly.ts'
import type { RunReport } from '../../src/harness/report.ts'
import { loopback } from '../../src/harness/worlds/loopback.ts'
import { excerptLines } from '../../src/reporters/conformance/excerpt.ts'
import { scenarios } from '../../src/scenarios/index.ts'
import { clientsOfTable, seed } from './clients.ts'

/** One play of one cell, on real sockets: whatever the client does, there is a cell. */
export async function playCell({ client, case: name }: Play): Promise<PlayedCell> {
  const target = clientsOfTable.find((one) => one.name === client)!
  const scenario = scenarios.find((one) => one.name === name)!
  const plan = { target, scenario, seed: scenario.seed ?? seed }
  const { run, history } = await playAlone(plan, loopback)
  const cell = cellOf(run)
  const red = isRed(cell.verdict)
  return {
    client,
    case: name,
    cell,
    felt: history === undefined ? null : feltOf(history.events),
    broken: red ? brokenRule(run, cell.rules[0]) : null,
    excerpt: red ? excerptLines(run) : [],
    noisy: wasTooNoisy(run),
    elapsedMs: run.elapsedMs,
  }
}

function brokenRule({ judged }: RunReport, name: string | undefined): PlayedCell['broken'] {
  const rule = judged.find(({ invariant }) => invariant === name)
  return rule === undefined ? null : { rule: rule.invariant, requirement: rule.requirement, source: rule.source }
}

/** Loads every client, and plays once: what comes first in a process makes it late. */
export async function warmUp(): Promise<void> {
  // What is not installed says so in its cells.
  for (const client of clientsOfTable) await client.prepare?.().catch(() => undefined)
  await playCell({ client: clientsOfTable[0]!.name, case: 'tls-expired', round: 0, kind: 'plain' })
}
