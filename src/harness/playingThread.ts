import { setFlagsFromString } from 'node:v8'
import { Worker, type WorkerOptions } from 'node:worker_threads'

/**
 * Playing makes many small objects that live as long as one case. Several threads that collect one heap together wait for
 * each other, more so where other threads play on the same cores; and the larger a young heap is, the more of it is dead
 * when it is looked at (docs/decisions/0015). In MB, of each of the two halves.
 */
const flags = ['--no-parallel-scavenge', '--min-semi-space-size=32', '--max-semi-space-size=32']

/** A thread that plays runs one after the other. Its process collects the garbage of all its threads in the same way. */
export function startPlayingThread(module: URL, options?: WorkerOptions): Worker {
  for (const flag of flags) setFlagsFromString(flag)
  return new Worker(module, options)
}
