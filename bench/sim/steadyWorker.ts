import { parentPort } from 'node:worker_threads'
import { virtual } from '../../src/harness/worlds/virtual.ts'
import { client } from '../../src/targets/client.ts'
import { steady } from './steady.ts'

/** So few that threads which play as many of them as fit into a time end at nearly the same instant. */
const attemptsPerRun = 2_000

/** What a thread got through, and in how long. */
export interface SteadyShare {
  readonly attempts: number
  readonly wallMs: number
}

/** Plays runs of a steady day for so many ms. */
parentPort!.on('message', (forMs: number) => void playFor(forMs).then((share) => parentPort!.postMessage(share)))

async function playFor(forMs: number): Promise<SteadyShare> {
  const beganAtMs = performance.now()
  let attempts = 0
  while (performance.now() - beganAtMs < forMs) {
    const { history } = await virtual.play({ target: client, scenario: steady(attemptsPerRun), seed: 1 })
    attempts += history.events.filter(({ type }) => type === 'exchange-started').length
  }
  return { attempts, wallMs: performance.now() - beganAtMs }
}
