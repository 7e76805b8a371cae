import { RealClock } from '../runtime/realClock.ts'
import { stopSignals, type StopSignal } from './exitCodes.ts'

/** A place where text goes. */
export interface Sink {
  write(text: string): void
  readonly isTTY: boolean
  readonly columns: number | undefined
}

/** Where text comes from. */
interface Source {
  readonly isTTY: boolean
  /** The line that a person types after `question`, which goes to the talk; undefined if the input ends before. */
  line(question: string): Promise<string | undefined>
  /** All of it, as text. */
  all(): Promise<string>
}

/** All that the command line sees of its process, so that a test can be one. */
export interface Io {
  /** What was asked for. */
  readonly out: Sink
  /** Talk and problems. */
  readonly err: Sink
  /** What is typed, or piped in; there is none where nobody asks for it. */
  readonly input?: Source
  readonly cwd: string
  readonly env: Readonly<Record<string, string | undefined>>
  /** Calls back at the first request to stop; the second ends the process at once. Returns how to stop listening. */
  onStop(listener: (signal: StopSignal) => void): () => void
}

export function processIo(): Io {
  const [out, err] = [sink(process.stdout), sink(process.stderr)]
  return { out, err, input: standardInput(), cwd: process.cwd(), env: process.env, onStop }
}

function sink(stream: NodeJS.WriteStream): Sink {
  // Who reads may leave (`brownout list | head -1`), and a terminal may be closed: that is no failure of ours, and what is
  // measured goes to the disk all the same.
  stream.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE' && !(error.code === 'EIO' && stream.isTTY)) throw error
  })
  return {
    write: (text) => void stream.write(text),
    isTTY: stream.isTTY === true,
    get columns() {
      return stream.columns
    },
  }
}

function standardInput(): Source {
  return {
    // What is piped past a terminal is no question that somebody sees: both ends have to be one.
    isTTY: process.stdin.isTTY === true && process.stderr.isTTY === true,
    line: async (question) => {
      const { createInterface } = await import('node:readline')
      const lines = createInterface({ input: process.stdin, output: process.stderr })
      return new Promise((resolve) => {
        lines.once('close', () => resolve(undefined))
        lines.question(question, (answer) => {
          resolve(answer)
          lines.close()
        })
      })
    },
    all: async () => {
      const { text } = await import('node:stream/consumers')
      return text(process.stdin)
    },
  }
}

/** npm passes ^C on to a child that had it from the terminal already: what follows so closely is the same key press. */
const samePressMs = 200

function onStop(listener: (signal: StopSignal) => void): () => void {
  let asked = false
  const onSignal = (signal: NodeJS.Signals) => {
    if (asked) return
    asked = true
    // Without a listener the next signal does what it does to any process: it ends it.
    new RealClock().timer(samePressMs, stopListening)
    listener(signal as StopSignal)
  }
  const stopListening = () => {
    for (const signal of stopSignals) process.off(signal, onSignal)
  }
  for (const signal of stopSignals) process.on(signal, onSignal)
  return () => {
    if (!asked) stopListening()
  }
}

/** What comes of some work, unless the user asks to stop before: then the rest of it is left to the end of the process. */
export async function unlessStopped<Result extends object>(
  io: Pick<Io, 'onStop'>,
  work: () => Promise<Result>,
): Promise<Result | { readonly stoppedBy: StopSignal }> {
  let stopListening = () => {}
  const stopped = new Promise<{ readonly stoppedBy: StopSignal }>((resolve) => {
    stopListening = io.onStop((stoppedBy) => resolve({ stoppedBy }))
  })
  try {
    return await Promise.race([work(), stopped])
  } finally {
    stopListening()
  }
}

/** https://no-color.org; a dumb terminal knows neither colours nor how to rewrite a line. */
export function looksOf(
  { isTTY, columns }: Sink,
  env: Io['env'],
): { isTTY: boolean; columns: number | undefined; colour: boolean } {
  const isDumb = env['TERM'] === 'dumb'
  const isOff = isDumb || (env['NO_COLOR'] ?? '') !== ''
  const isForced = !['', '0'].includes(env['FORCE_COLOR'] ?? '')
  return { isTTY: isTTY && !isDumb, columns, colour: !isOff && (isTTY || isForced) }
}
