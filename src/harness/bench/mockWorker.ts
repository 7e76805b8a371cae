import { parentPort, workerData } from 'node:worker_threads'
import type { MockAnswer, MockOrder, MockSetup } from './mockThread.ts'
import { playMock } from './playedMock.ts'

/** Plays a script on real sockets of loopback, away from the event loop that measures. */
const onBug = (error: unknown) => tell({ failed: textOf(error) })

const started = playMock(workerData as MockSetup, onBug).then(
  (mock) => {
    tell({ origins: [...mock.origins], certificateAuthority: mock.certificateAuthority })
    return mock
  },
  (error: unknown) => {
    onBug(error)
    return undefined
  },
)

parentPort!.on('message', (order: MockOrder) => void obey(order))

async function obey(order: MockOrder): Promise<void> {
  const mock = await started
  if (order === 'truth') {
    if (mock !== undefined) tell({ truth: await mock.truth() })
    return
  }
  await mock?.close()
  tell({ closed: true })
  parentPort!.close()
}

function textOf(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error)
}

function tell(answer: MockAnswer): void {
  parentPort!.postMessage(answer)
}
