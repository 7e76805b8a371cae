import { closeSync, mkdirSync, openSync, writeFileSync } from 'node:fs'
import type { ComparedRun } from './bench/compare/comparedRun.ts'
import { basename, join } from 'node:path'
import type { History } from '../history/index.ts'
import { messages } from '../messages/index.ts'
import { freshSeed } from '../runtime/index.ts'
import { keepWritten, makeFolder, pointAt, withFiles, writeFully, writeWhole } from './files.ts'
import { Problem } from './problem.ts'
import { NotDrawn, type Artifact, type Report, type Reporter, type RunReport } from './report.ts'

/** `run.json`: what was asked for, by what, and how it ended. */
export interface Manifest {
  readonly schema: 'brownout/run/1'
  readonly tool: Report['tool']
  readonly command: string
  readonly startedAt: string
  readonly seed: number
  /** First digits of the config file's sha256; null without one. */
  readonly config: string | null
  readonly targets: readonly string[]
  readonly scenarios: readonly string[]
  readonly worlds: readonly string[]
  /** `running` in a folder that nobody is writing to: the process was killed. */
  readonly state: 'running' | 'finished' | 'interrupted'
  readonly verdict: Report['verdict'] | null
  readonly wallMs: number | null
}

/** `<time>-<id>` of a run that began then (ISO 8601): names in order are runs in order. */
export function freshRunName(startedAt: string): string {
  return `${startedAt.slice(0, 19).replaceAll(':', '')}-${freshSeed().toString(36)}`
}

/**
 * The folder of one rehearsal: `history.ndjson` grows with every run that is over, so that a crash later on loses
 * nothing; the reports come last. Every method throws a `Problem` where the system refuses.
 */
export class RunFolder {
  readonly path: string
  readonly #out: string
  readonly #name: string
  readonly #history: number

  private constructor(out: string, name: string) {
    this.#out = out
    this.#name = name
    this.path = join(out, name)
    this.#history = withFiles('write', this.path, () => openSync(join(this.path, 'history.ndjson'), 'a'))
  }

  /** Makes `<out>/<time>-<id>/` with its manifest. `startedAt` is ISO 8601. */
  static create(out: string, startedAt: string, manifest: Manifest): RunFolder {
    const name = freshRunName(startedAt)
    withFiles('makeFolder', out, () => {
      makeFolder(out)
      mkdirSync(join(out, name))
    })
    const folder = new RunFolder(out, name)
    folder.describe(manifest)
    return folder
  }

  describe(manifest: Manifest): void {
    const path = join(this.path, 'run.json')
    withFiles('write', path, () => writeWhole(path, `${JSON.stringify(manifest, null, 2)}\n`))
  }

  /** One line that names the run, then its events. */
  append(run: RunReport, history: History): void {
    const { target, world, scenario, seed, historyHash: hash } = run
    const lines = [JSON.stringify({ type: 'run', target, world, scenario, seed, hash }), ...history.lines(), '']
    withFiles('write', this.path, () => writeFully(this.#history, lines.join('\n')))
  }

  /** Returns why reporters drew nothing, a line each. */
  write(report: Report, reporters: readonly Reporter[]): string[] {
    return writeArtifacts(this.path, report, reporters)
  }

  /** Closes the history and points `latest` here. */
  finish(manifest: Manifest): void {
    withFiles('write', this.path, () => {
      keepWritten(this.#history)
      closeSync(this.#history)
    })
    this.describe(manifest)
    const latest = join(this.#out, 'latest')
    withFiles('write', latest, () => pointAt(latest, this.#name))
  }
}

/**
 * Draws what reporters make of a report into a folder; none of them may write anywhere else. Returns why some drew nothing, a
 * line each: the files of the others are whole.
 */
export function writeArtifacts(
  folder: string,
  report: Report,
  reporters: readonly Reporter[],
  run?: ComparedRun,
): string[] {
  const notDrawn: string[] = []
  for (const reporter of reporters) {
    for (const { file, content, encoding = 'utf8' } of rendered(() => reporter.render(report, run), notDrawn)) {
      if (basename(file) !== file || file === '..' || file === '.') {
        throw new Problem('usage', messages.errors.environment.outside(reporter.name, file))
      }
      const path = join(folder, file)
      withFiles('write', path, () => writeFileSync(path, content, encoding))
    }
  }
  return notDrawn
}

function rendered(render: () => Artifact[], notDrawn: string[]): Artifact[] {
  try {
    return render()
  } catch (error) {
    if (!(error instanceof NotDrawn)) throw error
    notDrawn.push(error.message)
    return []
  }
}
