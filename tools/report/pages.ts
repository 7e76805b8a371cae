import { mkdirSync, readFileSync } from 'node:fs'
import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { largePage, planPage } from './drawnPages.ts'

const program = join(import.meta.dirname, '..', '..', 'bin', 'brownout.mjs')

/** A report that a command leaves behind. */
export interface MadePage {
  readonly name: string
  readonly file: string
}

const bench = ['bench', '--no-config', '--quiet', '--world', 'virtual']

/** Commands whose pages are looked at: all held, some broke, a good day, a bad one. */
const commands: Readonly<Record<string, readonly string[]>> = {
  test: ['test', 'auth-401', 'storm-short', '--no-config', '--quiet'],
  broken: ['test', 'storm-short', 'auth-401', '--target', 'tutorial', '--no-config', '--quiet'],
  bench: [...bench, '--rate', '40/s', '--duration', '60s'],
  'bad-day': [
    ...bench,
    '--scenario',
    'storm-short',
    '--models',
    'deepseek-chat,moonshot-v1-8k',
    '--rate',
    '40/s',
    '--duration',
    '60s',
  ],
}

/** Makes the reports below `folder`, and the largest page that is promised. Throws where a command leaves none. */
export function makePages(folder: string, only: readonly string[]): MadePage[] {
  const wanted = Object.entries(commands).filter(([name]) => only.length === 0 || only.includes(name))
  const made = wanted.map(([name, words]) => {
    const out = join(folder, name)
    mkdirSync(out, { recursive: true })
    const { status, stderr } = spawnSync(process.execPath, [program, ...words, '--out', out], {
      cwd: folder,
      encoding: 'utf8',
    })
    const file = join(out, 'latest', 'report.html')
    try {
      readFileSync(file)
    } catch {
      throw new Error(`brownout ${words.join(' ')} left no page (exit code ${status}):\n${stderr}`)
    }
    return { name, file }
  })
  return only.length === 0 ? [...made, largePage(folder), planPage(folder)] : made
}
