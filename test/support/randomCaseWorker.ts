import { parentPort } from 'node:worker_threads'
import { playRandomCases, type Shard, type Tallies } from './randomCases.ts'

/** What a worker answers to a shard. */
export type ShardResult = { readonly tallies: Tallies } | { readonly alarm: string }

/** A virtual clock runs on the turns of an event loop: each thread plays one case at a time, on a loop of its own. */
parentPort!.on('message', (shard: Shard) => {
  void playRandomCases(shard).then(
    (tallies) => answer({ tallies }),
    (error: Error) =>
      answer({ alarm: error.cause instanceof Error ? `${error.message}\n${error.cause.message}` : error.message }),
  )
})

function answer(result: ShardResult): void {
  parentPort!.postMessage(result)
}
