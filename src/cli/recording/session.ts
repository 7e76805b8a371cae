import { resolve } from 'node:path'
import { Problem } from '../../harness/problem.ts'
import { provenance } from '../../harness/provenance.ts'
import { RecordingFile } from '../../harness/recordingFile.ts'
import { messages } from '../../messages/index.ts'
import { recordingFormat, type RecordedExchange } from '../../protocol/recording/recording.ts'
import { Redactor } from '../../protocol/secrets/redactor.ts'
import { inertLine, visible } from '../../reporters/harmless.ts'
import { RealClock, wallTime, type Transport } from '../../runtime/index.ts'
import { PortInUse } from '../../upstream/wire/index.ts'
import { Recorder } from '../../upstream/wire/recorder/recorder.ts'
import { exitCodes, type ExitCode } from '../exitCodes.ts'
import type { Io } from '../io.ts'
import type { Flags } from '../options.ts'

const words = messages.cli.record

const defaults = { mostExchanges: 1_000, mostBytes: 64_000_000 }
/** Of one answer. Far above what a model says, and little enough for many at a time. */
const largestBodyBytes = 4 * 1024 * 1024

export interface RecordSessionOptions {
  readonly upstream: URL
  readonly live: boolean
  readonly out: string
  readonly flags: Flags
  readonly io: Io
}

/** One recording, from the port to the sum. */
export class RecordSession {
  readonly #options: RecordSessionOptions
  readonly #redactor = new Redactor()
  readonly #mostExchanges: number
  #file: RecordingFile | undefined
  #onFull = () => {}

  constructor(options: RecordSessionOptions) {
    this.#options = options
    this.#mostExchanges = options.flags['max-exchanges'] ?? defaults.mostExchanges
  }

  /** Resolves when it was stopped, or is full. */
  async run(transport: Transport): Promise<ExitCode> {
    const recorder = new Recorder({
      upstream: this.#options.upstream.href,
      port: this.#options.flags.port ?? 0,
      clock: new RealClock(),
      transport,
      mostExchanges: this.#mostExchanges,
      largestBodyBytes,
      redactor: this.#redactor,
      keepPrompts: this.#options.flags['keep-prompts'] === true,
      keepText: this.#options.flags.text !== false,
      onExchange: (exchange) => this.#add(exchange),
      onMissed: (request, why, code) => this.#say(words.missed[why](request, code ?? '')),
    })
    let underWay = 0
    try {
      const baseURL = await started(recorder)
      this.#file = this.#openFile()
      this.#introduce(baseURL)
      await this.#untilOver(recorder)
    } finally {
      underWay = recorder.underWay
      await recorder.close()
      this.#file?.close()
    }
    return this.#sumUp(this.#file, underWay)
  }

  #openFile(): RecordingFile {
    const head = {
      schema: recordingFormat,
      upstream: this.#redactor.text(this.#options.upstream.href),
      recordedAt: wallTime(),
      madeBy: `brownout ${provenance().version}`,
      text: this.#options.flags.text === false ? 'filled' : 'kept',
    } as const
    const mostBytes = this.#options.flags['max-bytes'] ?? defaults.mostBytes
    return new RecordingFile(resolve(this.#options.io.cwd, this.#options.out), this.#options.out, head, mostBytes)
  }

  #introduce(baseURL: string): void {
    this.#say(words.listening(baseURL, this.#options.upstream.origin))
    this.#say(words.variable(baseURL))
    this.#say(words.into(this.#options.out, this.#mostExchanges))
    if (this.#options.live) this.#say(words.live(this.#options.upstream.host))
  }

  async #untilOver(recorder: Recorder): Promise<void> {
    let stopListening = () => {}
    const stopped = new Promise<void>((over) => {
      this.#onFull = over
      stopListening = this.#options.io.onStop(() => over())
    })
    try {
      await Promise.race([stopped, recorder.full])
    } finally {
      stopListening()
    }
  }

  #add(exchange: RecordedExchange): void {
    if (this.#file?.add(exchange) === true) {
      this.#say(words.exchange(tallyOf(exchange)))
      return
    }
    this.#say(words.missed.full(exchange.exchange, '--max-bytes'))
    this.#onFull()
  }

  #sumUp(file: RecordingFile | undefined, underWay: number): ExitCode {
    if (underWay > 0) this.#say(words.cut(underWay))
    if (file === undefined || file.exchanges === 0) {
      this.#say(words.nothing)
      return exitCodes.noVerdict
    }
    this.#say(words.ended(file.exchanges, this.#options.out, file.bytes))
    this.#say(words.play(this.#options.out))
    return exitCodes.held
  }

  #say(line: string): void {
    this.#options.io.out.write(`${inertLine(visible(line))}\n`)
  }
}

async function started(recorder: Recorder): Promise<string> {
  try {
    return await recorder.start()
  } catch (error) {
    if (!(error instanceof PortInUse)) throw error
    throw new Problem('environment', messages.errors.portInUse(error.port), { cause: error })
  }
}

function tallyOf({ exchange, request, response, chunks, firstTokenMs, ended }: RecordedExchange) {
  const { method, path, model, stream } = request
  const what = { exchange, method, path, model, stream, status: response?.status ?? null, pieces: chunks.length }
  return { ...what, firstTokenMs, how: ended.how, endedMs: ended.atMs }
}
