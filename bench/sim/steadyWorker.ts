import { parentPort } from 'node:worker_threads'
import { virtual } from '../../src/harness/worlds/virtual.ts'
import { client } from '../../src/targets/client.ts'
import { steady } from './steady.ts'

/** Plays as many attempts of a steady day as it is told to, and answers how many it came to. */
parentPort!.on('message', (attempts: number) => {
  void virtual.play({ target: client, scenario: steady(attempts), seed: 1 }).then(({ history }) => {
    parentPort!.postMessage(history.events.filter(({ type }) => type === 'exchange-started').length)
  })
})
