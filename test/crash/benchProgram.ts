import { writeSync } from 'node:fs'
import type { BenchClient } from '../../src/harness/bench/benchClient.ts'
import { driveLoad } from '../../src/harness/bench/driveLoad.ts'
import { BenchFolder } from '../../src/harness/bench/store/benchFolder.ts'
import { readRun } from '../../src/harness/bench/store/readRun.ts'
import { reopen } from '../../src/harness/bench/store/reopen.ts'
import { resumePoint } from '../../src/harness/bench/store/resumePoint.ts'
import { createRandom, RealClock } from '../../src/runtime/index.ts'
import { crashManifest } from './crashPlan.ts'

/**
 * A benchmark of a client that only waits, to be killed: `node benchProgram.ts new OUT` or `resume FOLDER`. It says "ready",
 * and then how many of its records are acknowledged, a line each time, before anything else can happen.
 */
const [, , mode, path] = process.argv
const clock = new RealClock()
const say = (text: string) => void writeSync(1, `${text}\n`)
const run = mode === 'resume' ? readRun(path!) : undefined
const point = run === undefined ? undefined : resumePoint(run)
const options = { onDurable: (records: number) => say(String(records)) }
const folder = run === undefined ? BenchFolder.create(path!, crashManifest, options) : reopen(run, point!, options)
say('ready')

const random = createRandom(7).stream('delays')
const client: BenchClient = {
  call: async () => {
    await clock.sleep(random() * 20)
    return {
      firstTokenMs: clock.now(),
      endedMs: clock.now(),
      connectMs: 0,
      waitedMs: 0,
      outcome: 'ok-first-try',
      model: 'a',
      errorClass: null,
      reason: null,
      status: 200,
      attempts: 1,
      failoverMs: null,
      inputTokens: 12,
      outputTokens: 64,
      chunks: 32,
      gaps: [[48.1, 31]],
      truncated: false,
      costUsd: '0.00003192',
      atMostUsd: '0.00003192',
      wastedUsd: '0',
    }
  },
  close: () => Promise.resolve(),
}
await driveLoad({
  plan: crashManifest.plan,
  client,
  sink: folder,
  clock,
  ...(point === undefined ? {} : { resumption: point }),
})
folder.finish({ state: 'finished', verdict: 'held', wallMs: Math.round(clock.now()) })
