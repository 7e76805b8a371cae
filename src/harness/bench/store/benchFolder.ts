import { mkdirSync, openSync, renameSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import type { BenchRecord } from '../../../bench/sample.ts'
import { usdOf } from '../../../protocol/money/picoUsd.ts'
import { RealClock, type Clock } from '../../../runtime/index.ts'
import { keepFolder, makeFolder, pointAt, withFiles, writeWhole } from '../../files.ts'
import type { Problem } from '../../problem.ts'
import { freshRunName } from '../../runFolder.ts'
import type { RecordSink } from '../recordSink.ts'
import { checkedLine } from './checkedLine.ts'
import { DurableLines } from './durableLines.ts'
import { historySchema, type HistoryHead } from './historyHead.ts'
import { historyFile, manifestFile, type BenchManifest } from './manifest.ts'
import { problemOfHistory } from './problemOfHistory.ts'
import { thisWriter } from './writer.ts'

export interface BenchFolderOptions {
  /** Called with the number of records that no crash can take away any more; it never falls. */
  readonly onDurable?: (records: number) => void
  /**
   * Called once, when records can no longer be written: the run should make no new calls. Those that still come are kept
   * in memory, and `finish` tries once more.
   */
  readonly onProblem?: (problem: Problem) => void
  readonly clock?: Pick<Clock, 'timer'>
}

/** How a run ended. */
export type BenchEnd = Partial<Pick<BenchManifest, 'verdict' | 'wallMs' | 'calibration'>> & {
  readonly state: 'finished' | 'interrupted'
}

/**
 * The folder of one benchmark: records are in `history.ndjson` soon after they come, whatever ends the process; the
 * reports come last. Every method but `add` throws a `Problem` where the system refuses.
 */
export class BenchFolder implements RecordSink {
  readonly path: string
  #manifest: BenchManifest
  readonly #lines: DurableLines

  /** For a folder that stands: `create` and `reopen` make and mend it. `bytes` is how much of its history is whole. */
  constructor(path: string, manifest: BenchManifest, bytes: number, options: BenchFolderOptions) {
    this.path = path
    this.#manifest = manifest
    const handle = withFiles('write', this.#history, () => openSync(this.#history, 'a'))
    this.#lines = new DurableLines({
      handle,
      bytes,
      clock: options.clock ?? new RealClock(),
      onDurable: options.onDurable,
      onFailure: () => options.onProblem?.(this.#problem()),
    })
  }

  /**
   * Makes `<out>/<time>-<id>/` with its manifest and the first line of its history. It gets its name only when both are
   * on the disk: no crash leaves a folder of which nobody knows what it was.
   */
  static create(out: string, manifest: Omit<BenchManifest, 'state' | 'writer'>, options: BenchFolderOptions = {}) {
    const name = freshRunName(manifest.startedAt)
    const path = join(out, name)
    const draft = join(out, `.${name}`)
    const running: BenchManifest = { ...manifest, state: 'running', writer: thisWriter() }
    const { plan, planHash, shard } = manifest
    const head: HistoryHead = { type: 'bench', schema: historySchema, plan: planHash, seed: plan.seed, shard }
    const first = `${checkedLine(head)}\n`
    withFiles('makeFolder', out, () => {
      makeFolder(out)
      mkdirSync(draft)
    })
    withFiles('write', path, () => {
      writeWhole(join(draft, manifestFile), textOf(running))
      writeWhole(join(draft, historyFile), first)
      renameSync(draft, path)
      keepFolder(out)
    })
    return new BenchFolder(path, running, Buffer.byteLength(first), options)
  }

  get manifest(): BenchManifest {
    return this.#manifest
  }

  /** Records that no crash can take away: the first so many that were added. */
  get durable(): number {
    return this.#lines.durable
  }

  /** Never waits, and never throws: what cannot be written is told by `onProblem` and `finish`. */
  add(record: BenchRecord): void {
    this.#lines.add(checkedLine(record))
  }

  /**
   * What a live run may have come to, kept before it is spent: for `RunCaps.keep`. It waits for the disk, and is false where
   * that failed.
   */
  keepSpent(atMostPicoUsd: bigint, requests: number): boolean {
    this.add({ type: 'budget', atMostUsd: usdOf(atMostPicoUsd), requests })
    this.#lines.flush()
    return this.#lines.failure === undefined
  }

  /** Keeps all that was added, now. */
  flush(): void {
    this.#lines.flush()
    if (this.#lines.failure !== undefined) throw this.#problem()
  }

  describe(changes: Partial<BenchManifest>): void {
    this.#manifest = { ...this.#manifest, ...changes }
    const path = join(this.path, manifestFile)
    withFiles('write', path, () => writeWhole(path, textOf(this.#manifest)))
  }

  /** Closes the history, says how the run ended, and points `latest` here. Doing it twice is doing it once. */
  finish(end: BenchEnd): void {
    this.#lines.close()
    const isWhole = this.#lines.failure === undefined
    const state = isWhole ? end.state : 'interrupted'
    try {
      this.describe({ ...end, state, writer: null })
      const latest = join(dirname(this.path), 'latest')
      withFiles('write', latest, () => pointAt(latest, basename(this.path)))
    } catch (error) {
      // Where the history could not be written that is the news.
      if (isWhole) throw error
    }
    if (!isWhole) throw this.#problem()
  }

  /** Keeps what it can where something else has gone wrong, and lets nobody hear of what it cannot. */
  abandon(): void {
    try {
      this.finish({ state: 'interrupted' })
    } catch {
      // The other thing is the news.
    }
  }

  #problem(): Problem {
    const { failure, durable, written, waiting } = this.#lines
    return problemOfHistory(failure!, this.#history, { durable, written, waiting })
  }

  get #history(): string {
    return join(this.path, historyFile)
  }
}

function textOf(manifest: BenchManifest): string {
  return `${JSON.stringify(manifest, null, 2)}\n`
}
