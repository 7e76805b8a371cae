import { relative } from 'node:path'
import { provenance } from '../harness/provenance.ts'
import type { Report, Reporter } from '../harness/report.ts'
import type { Manifest } from '../harness/runFolder.ts'
import { reporters } from '../reporters/index.ts'
import { wallTime } from '../runtime/index.ts'
import type { Arguments } from './commandLine.ts'
import type { Io } from './io.ts'
import type { Plan } from './plan.ts'

/** `run.json` of a plan that begins now; `config` are the first digits of the config's hash. */
export function manifestOf(plan: Plan, { typed }: Pick<Arguments, 'typed'>, config: string | null): Manifest {
  const { version, commit } = provenance()
  const namesOf = (items: readonly { readonly name: string }[]) => items.map(({ name }) => name)
  return {
    schema: 'brownout/run/1',
    tool: { name: 'brownout', version, commit, node: process.version },
    command: typed,
    startedAt: wallTime(),
    seed: plan.seed,
    config,
    targets: namesOf(plan.targets),
    scenarios: namesOf(plan.scenarios),
    worlds: namesOf(plan.worlds),
    state: 'running',
    verdict: null,
    wallMs: null,
  }
}

/** What to open next: the page if there is one, else the folder. */
export function pageOf({ outPath, reporters: chosen }: Plan, { cwd }: Pick<Io, 'cwd'>): string {
  const away = relative(cwd, outPath)
  const folder = away.startsWith('..') ? outPath : away === '' ? '.' : away
  return `${folder}/latest${chosen.includes(reporters.html as Reporter) ? '/report.html' : ''}`
}

/** The very bytes of `report.json`. */
export function jsonOf(report: Report): string {
  return reporters.json.render(report)[0]!.content
}
