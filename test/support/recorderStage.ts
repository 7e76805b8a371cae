import { onTestFinished } from 'vitest'
import { bytesOf, type RecordedExchange } from '../../src/protocol/recording/recording.ts'
import { Redactor } from '../../src/protocol/secrets/redactor.ts'
import { RealClock, UndiciTransport } from '../../src/runtime/index.ts'
import { Recorder, type RecorderOptions } from '../../src/upstream/wire/recorder/recorder.ts'

export interface RecorderStage {
  readonly recorder: Recorder
  /** Where clients find it. */
  readonly baseURL: string
  readonly exchanges: RecordedExchange[]
  /** `2: compressed`. */
  readonly missed: string[]
  /** Everything that whoever records is told. */
  readonly told: () => string
}

interface Given extends Partial<RecorderOptions> {
  readonly certificateAuthority?: string | undefined
}

/** A recorder in front of `upstream`, gone when the test is over. */
export async function startRecorder(
  upstream: string,
  { certificateAuthority, ...given }: Given = {},
): Promise<RecorderStage> {
  const exchanges: RecordedExchange[] = []
  const missed: string[] = []
  const recorder = new Recorder({
    upstream,
    port: 0,
    clock: new RealClock(),
    transport: new UndiciTransport({
      loopbackOnly: true,
      ...(certificateAuthority === undefined ? {} : { certificateAuthority, trust: 'only' as const }),
    }),
    mostExchanges: 1_000,
    largestBodyBytes: 4 * 1024 * 1024,
    redactor: new Redactor(),
    keepPrompts: false,
    keepText: true,
    onExchange: (exchange) => void exchanges.push(exchange),
    onMissed: (request, why, code) => void missed.push([`${request}: ${why}`, code ?? []].flat().join(' ')),
    ...given,
  })
  onTestFinished(() => recorder.close())
  const baseURL = await recorder.start()
  return { recorder, baseURL, exchanges, missed, told: () => JSON.stringify({ exchanges, missed }) }
}

/** The body of a recorded exchange, put together. */
export function recordedBody({ chunks }: RecordedExchange): string {
  return Buffer.concat(chunks.map(bytesOf)).toString()
}
