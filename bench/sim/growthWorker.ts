import { parentPort } from 'node:worker_threads'
import { judgePlayed } from '../../src/harness/judgeRun.ts'
import { virtual } from '../../src/harness/worlds/index.ts'
import { client } from '../../src/targets/client.ts'
import type { GrowthPoints } from './growth.ts'
import { measured, median } from './measured.ts'
import { steady } from './steady.ts'
import { playOnStub, steadyAnswers } from './stub.ts'

/** Of the small sizes more runs are made, so that each point is read off as much work. */
const attemptsPerPoint = 60_000

parentPort!.once('message', (sizes: readonly number[]) => {
  void pointsAt(sizes).then((points) => parentPort!.postMessage(points))
})

async function pointsAt(sizes: readonly number[]): Promise<GrowthPoints> {
  const answers = await steadyAnswers()
  const whole: [number, number][] = []
  const own: [number, number][] = []
  const judged: [number, number][] = []
  for (const size of sizes) {
    const scenario = steady(size)
    const plan = { target: client, scenario, seed: 1 }
    const rounds = Math.max(1, Math.round(attemptsPerPoint / size))
    const costs = { whole: [] as number[], own: [] as number[], judged: [] as number[] }
    let attempts = 0
    for (let round = 0; round < rounds; round += 1) {
      const alone = await measured(() => playOnStub(scenario, answers))
      const { value: played, cpuMs } = await measured(() => virtual.play(plan))
      const judging = await measured(() => judgePlayed(plan, played))
      attempts = played.history.events.filter(({ type }) => type === 'exchange-started').length
      costs.own.push((alone.cpuMs / alone.value) * attempts)
      costs.whole.push(cpuMs)
      costs.judged.push(judging.cpuMs)
    }
    own.push([attempts, median(costs.own)])
    whole.push([attempts, median(costs.whole)])
    judged.push([attempts, median(costs.judged)])
  }
  return { whole, own, judged }
}
