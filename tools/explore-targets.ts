// Writes docs/explored.md: the targets that others wrote, explored with a fixed seed. Takes some minutes.
import { writeFileSync } from 'node:fs'
import { availableParallelism } from 'node:os'
import { explore } from '../src/harness/explore/index.ts'
import { playFound, type FoundRun } from '../src/harness/explored/playFound.ts'
import { provenance } from '../src/harness/provenance.ts'
import { targetGroups } from '../src/targets/index.ts'
import { exploredPage, type ExploredOne } from './explored/page.ts'

const seed = 7
const runs = 2_000

/** The version, not the commit: the same code gives the same page, whatever it is committed as. */
const madeBy = `v${provenance().version.replace(/[^\w-]/g, '-')}`

const explored: ExploredOne[] = []
for (const target of [...targetGroups['tutorial']!, ...targetGroups['modelled']!]) {
  const { found, cases, calls, attempts } = await explore({ target, runs, seed, workers: availableParallelism() })
  const days: FoundRun[] = []
  for (const one of found) days.push(await playFound(one, target, [], madeBy))
  explored.push({ target, cases, calls, attempts, days })
  process.stdout.write(`${target.name}: ${found.map(({ invariant }) => invariant).join(', ') || 'nothing'}\n`)
}
writeFileSync(new URL('../docs/explored.md', import.meta.url), exploredPage(explored, seed))
