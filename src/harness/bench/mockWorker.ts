import { parentPort, workerData } from 'node:worker_threads'
import { createRandom, RealClock } from '../../runtime/index.ts'
import { startWireUpstream } from '../../upstream/wire/index.ts'
import type { MockAnswer, MockOrder, MockSetup } from './mockThread.ts'
import { TruthRecorder } from './upstreamTruth.ts'

/** Plays a script on real sockets of loopback, away from the event loop that measures. */
const { script, seed, credentials } = workerData as MockSetup
const clock = new RealClock()
const recorder = new TruthRecorder(() => clock.now())
const onBug = (error: unknown) => tell({ failed: textOf(error) })

const started = startWireUpstream(
  script,
  { clock, random: createRandom(seed), recorder, onBug },
  new Map(credentials),
).then(
  (upstream) => {
    tell({ origins: [...upstream.origins], certificateAuthority: upstream.certificateAuthority })
    return upstream
  },
  (error: unknown) => {
    tell({ failed: textOf(error) })
    return undefined
  },
)

parentPort!.on('message', (order: MockOrder) => {
  if (order === 'truth') tell({ truth: recorder.truth() })
  else
    void started.then(async (upstream) => {
      await upstream?.close()
      tell({ closed: true })
      parentPort!.close()
    })
})

function textOf(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error)
}

function tell(answer: MockAnswer): void {
  parentPort!.postMessage(answer)
}
