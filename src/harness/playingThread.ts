import { setFlagsFromString } from 'node:v8'
import { Worker, type WorkerOptions } from 'node:worker_threads'

/**
 * Playing makes many small objects that live as long as one case. V8 looks at all that lives whenever a young heap is full: the
 * larger it is, the seldomer that is, and the less of it still lives (docs/decisions/0015). In MB, of each of its two halves.
 */
const flags = ['--min-semi-space-size=32', '--max-semi-space-size=32']

/** A thread that plays runs one after the other. The young heap is that of every thread which its process starts from now on. */
export function startPlayingThread(module: URL, options?: WorkerOptions): Worker {
  for (const flag of flags) setFlagsFromString(flag)
  return new Worker(module, options)
}
