import { writeSync } from 'node:fs'
import { stopOnSignal } from '../../src/cli/bench/stopOnSignal.ts'
import { explain } from '../../src/cli/explain.ts'
import { exitCodeOfSignal } from '../../src/cli/exitCodes.ts'
import { processIo } from '../../src/cli/io.ts'
import type { BenchClient } from '../../src/harness/bench/benchClient.ts'
import { driveLoad } from '../../src/harness/bench/driveLoad.ts'
import { BenchFolder } from '../../src/harness/bench/store/benchFolder.ts'
import { readRun } from '../../src/harness/bench/store/readRun.ts'
import { reopen } from '../../src/harness/bench/store/reopen.ts'
import { resumePoint } from '../../src/harness/bench/store/resumePoint.ts'
import { createRandom, RealClock } from '../../src/runtime/index.ts'
import { measuredCall } from '../support/runSamples.ts'
import { crashManifest } from './crashPlan.ts'

/**
 * A benchmark of a client that only waits, to be killed, stopped and denied its disk: `node benchProgram.ts new OUT` or
 * `resume FOLDER`. It says "ready", and then how many of its records are acknowledged, a line each time, before anything else
 * can happen. A call takes up to 20 ms, or as long as the third argument says; the fourth is the grace of a stop.
 */
const [, , mode, path, slowMs, graceMs = '300'] = process.argv
const clock = new RealClock()
const io = processIo()
const say = (text: string) => void writeSync(1, `${text}\n`)
const random = createRandom(7).stream('delays')
const client: BenchClient = {
  call: async ({ signal }) => {
    const isWhole = await clock.sleep(slowMs === undefined ? random() * 20 : Number(slowMs), signal).then(
      () => true,
      () => false,
    )
    return {
      ...measuredCall,
      firstTokenMs: clock.now(),
      endedMs: clock.now(),
      outcome: isWhole ? 'ok-first-try' : 'failed',
      model: 'a',
      errorClass: isWhole ? null : 'aborted',
      gaps: [[48.1, 31]],
    }
  },
  close: () => Promise.resolve(),
}

async function bench(): Promise<number> {
  const run = mode === 'resume' ? readRun(path!) : undefined
  const point = run === undefined ? undefined : resumePoint(run)
  const full = new AbortController()
  const options = {
    onDurable: (records: number) => say(String(records)),
    onProblem: () => full.abort(),
  }
  const folder = run === undefined ? BenchFolder.create(path!, crashManifest, options) : reopen(run, point!, options)
  const stopping = stopOnSignal(io, Number(graceMs), () => say('stopping'))
  const stop = { ...stopping.stop, signal: AbortSignal.any([stopping.stop.signal, full.signal]) }
  say('ready')
  const resumption = point === undefined ? {} : { resumption: point }
  const { isStopped } = await driveLoad({ plan: crashManifest.plan, client, sink: folder, clock, stop, ...resumption })
  stopping.close()
  folder.finish({ state: isStopped ? 'interrupted' : 'finished', wallMs: Math.round(clock.now()) })
  const signal = stopping.stoppedBy()
  return signal === undefined ? 0 : exitCodeOfSignal[signal]
}

process.exitCode = await bench().catch((error: unknown) => explain(error, process.argv.slice(2), io))
