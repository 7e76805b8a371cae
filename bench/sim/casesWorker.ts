import * as fc from 'fast-check'
import { parentPort } from 'node:worker_threads'
import { drawCases, usualOdds } from '../../src/harness/explore/case/index.ts'
import { judgePlayed } from '../../src/harness/judgeRun.ts'
import type { Played, RunPlan } from '../../src/harness/world.ts'
import { virtual } from '../../src/harness/worlds/index.ts'
import { client } from '../../src/targets/client.ts'
import type { CasesCost, CasesOrder } from './cases.ts'
import { measured } from './measured.ts'

// As the threads of an exploration do.
Error.stackTraceLimit = 0

/** So few that a history lives hardly longer than in an exploration, where each case is judged at once. */
const perBatch = 10

parentPort!.on('message', (order: CasesOrder) => void play(order).then((cost) => parentPort!.postMessage(cost)))

async function play({ seed, count }: CasesOrder): Promise<CasesCost> {
  const draw = drawCases(fc, seed, usualOdds)
  const sums = { generateMs: 0, playMs: 0, judgeMs: 0, hashMs: 0, calls: 0, attempts: 0 }
  for (let batch = 0; batch * perBatch < count; batch += 1) {
    const drawn = await measured(() => Array.from({ length: perBatch }, (_, index) => draw(batch * perBatch + index)))
    const plans = drawn.value.map((drawnCase): RunPlan => ({ target: client, ...drawnCase }))
    const played = await measured(async () => {
      const runs: Played[] = []
      for (const plan of plans) runs.push(await virtual.play(plan))
      return runs
    })
    const judged = await measured(() => plans.map((plan, index) => judgePlayed(plan, played.value[index]!)))
    const hashed = await measured(() => played.value.map(({ history }) => history.hash()))
    sums.generateMs += drawn.cpuMs
    sums.playMs += played.cpuMs
    sums.judgeMs += judged.cpuMs
    sums.hashMs += hashed.cpuMs
    for (const { history } of played.value) {
      for (const { type } of history.events) {
        if (type === 'call-started') sums.calls += 1
        if (type === 'exchange-started') sums.attempts += 1
      }
    }
  }
  const perCase = (ms: number) => (ms * 1000) / count
  return {
    generateUs: perCase(sums.generateMs),
    playUs: perCase(sums.playMs),
    judgeUs: perCase(sums.judgeMs),
    hashUs: perCase(sums.hashMs),
    calls: sums.calls / count,
    attempts: sums.attempts / count,
  }
}
