import { mkdirSync, readFileSync } from 'node:fs'
import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import type { PageKind } from './behaviours/behave.ts'
import { largePage, planPage } from './drawnPages.ts'
import { sixteenCells } from './sixteenCells.ts'
import { samplePlan } from '../../test/support/samplePlan.ts'

const repository = join(import.meta.dirname, '..', '..')
export const program = join(repository, 'bin', 'brownout.mjs')

/** A page to be opened, and what it can do. */
export interface MadePage {
  readonly name: string
  readonly file: string
  readonly kind: PageKind
}

const bench = ['bench', '--world', 'virtual', '--rate', '40/s', '--duration', '60s']
const badDay = [...bench, '--scenario', 'storm-short', '--models', 'deepseek-chat,moonshot-v1-8k']
const judged = `${process.execPath} ${join(repository, 'examples', 'judge-anything', 'app.mjs')}`

/** Commands whose pages are looked at: all held, some broke, a good day, a bad one. */
const commands: Readonly<Record<string, readonly [PageKind, readonly string[]]>> = {
  test: ['test', ['test', 'auth-401', 'storm-short']],
  broken: ['test', ['test', 'storm-short', 'auth-401', '--target', 'tutorial']],
  judge: ['test', ['judge', '--exec', judged, 'auth-401', 'storm-short', 'sse-cut']],
  explore: ['test', ['explore', '--target', 'tutorial', '--runs', '60', '--workers', '1']],
  bench: ['bench', bench],
  'bad-day': ['bench', badDay],
  'bad-day-vi': ['bench', [...badDay, '--lang', 'vi']],
}

/** Seconds, of all that is looked at: each kind of page once. */
export const quickPages = ['broken', 'bad-day', 'sixteen']

/** Makes the pages below `folder`, and the largest that is promised. Throws where a command leaves none. */
export async function makePages(folder: string, only: readonly string[]): Promise<MadePage[]> {
  const isWanted = (name: string) => only.length === 0 || only.includes(name)
  const made: MadePage[] = Object.entries(commands)
    .filter(([name]) => isWanted(name))
    .map(([name, [kind, words]]) => ({ name, kind, file: pageOf(join(folder, name), words) }))
  if (isWanted('sixteen')) made.push(planPage(folder, 'sixteen', await sixteenCells()))
  if (isWanted('plan')) made.push(planPage(folder, 'plan', samplePlan))
  if (isWanted('large')) made.push(largePage(folder))
  if (isWanted('table')) made.push({ name: 'table', kind: 'table', file: join(repository, 'docs', 'conformance.html') })
  return made
}

function pageOf(out: string, words: readonly string[]): string {
  mkdirSync(out, { recursive: true })
  const { status, stderr } = spawnSync(process.execPath, [program, ...words, '--no-config', '--quiet', '--out', out], {
    cwd: out,
    encoding: 'utf8',
  })
  const file = join(out, 'latest', 'report.html')
  try {
    readFileSync(file)
  } catch {
    throw new Error(`brownout ${words.join(' ')} left no page (exit code ${status}):\n${stderr}`)
  }
  return file
}
