import type {
  TransportHeaders,
  TransportRequest,
  VirtualClock,
  VirtualPeer,
  VirtualSocket,
} from '../../src/runtime/index.ts'
import type { Usage } from '../../src/protocol/chat.ts'
import { sse } from './clientStage.ts'

/** What the server does in one exchange: each step so many ms after the one before it. */
export type Play = readonly (readonly [afterMs: number, act: (socket: VirtualSocket) => void])[]

/** What the server saw, and when. */
export interface Seen {
  readonly atMs: number
  readonly what: 'asked' | 'left' | 'probed'
  readonly model: string
  readonly body: string
}

/** A server whose every answer the test has written: per model, one play an exchange; the last one stays. */
export class ScriptedPeer implements VirtualPeer {
  readonly seen: Seen[] = []
  /** The most exchanges of a model that were open at one time. */
  readonly most: Record<string, number> = {}
  readonly #open: Record<string, number> = {}
  readonly #clock: VirtualClock
  readonly #plays: Readonly<Record<string, readonly Play[]>>
  readonly #asked: Record<string, number> = {}
  #connections = 0

  constructor(clock: VirtualClock, plays: Readonly<Record<string, readonly Play[]>>) {
    this.#clock = clock
    this.#plays = plays
  }

  connect() {
    return { accepted: true, connection: this.#connections++ } as const
  }

  exchange(_connection: number, request: TransportRequest, socket: VirtualSocket): { clientLeft(): void } {
    const body = request.body ?? ''
    const isProbe = request.method === 'GET'
    const model = isProbe
      ? `GET ${new URL(request.url).hostname.split('.')[0]}`
      : (JSON.parse(body) as { model: string }).model
    const see = (what: Seen['what']) => this.seen.push({ atMs: this.#clock.now(), what, model, body })
    see(isProbe ? 'probed' : 'asked')
    const nth = (this.#asked[model] = (this.#asked[model] ?? 0) + 1) - 1
    const plays = this.#plays[model] ?? []
    this.#count(model, 1)
    const over = () => this.#count(model, -1)
    const stop = this.#perform(plays[Math.min(nth, plays.length - 1)] ?? [], socket, over)
    return {
      clientLeft: () => {
        stop()
        over()
        see('left')
      },
    }
  }

  /** `main asked at 0`, in the order in which it happened. */
  get told(): string[] {
    return this.seen.map(({ model, what, atMs }) => `${model} ${what} at ${atMs}`)
  }

  #count(model: string, by: number): void {
    const open = (this.#open[model] = (this.#open[model] ?? 0) + by)
    this.most[model] = Math.max(this.most[model] ?? 0, open)
  }

  #perform([step, ...rest]: Play, socket: VirtualSocket, over: () => void): () => void {
    if (step === undefined) return () => {}
    const [afterMs, act] = step
    let stop = () => timer.cancel()
    const timer = this.#clock.timer(afterMs, () => {
      act(socket)
      if (!socket.open) over()
      stop = this.#perform(rest, socket, over)
    })
    return () => stop()
  }
}

export const usageOf = (prompt: number, completion: number): Usage => ({
  prompt_tokens: prompt,
  completion_tokens: completion,
  total_tokens: prompt + completion,
})

/** Nothing ever comes. */
export const silence: Play = []

/** A whole answer, after so many ms. */
export function answers(text: string, { afterMs = 0, usage }: { afterMs?: number; usage?: Usage } = {}): Play {
  const message = { role: 'assistant', content: text }
  return documents({ choices: [{ index: 0, message, finish_reason: 'stop' }], usage }, { afterMs })
}

/** Any document, with any status. */
export function documents(
  document: unknown,
  { afterMs = 0, status = 200, headers = {} }: { afterMs?: number; status?: number; headers?: TransportHeaders } = {},
): Play {
  return [
    [
      afterMs,
      (socket) => {
        socket.head(status, headers)
        socket.data(Buffer.from(JSON.stringify(document)))
        socket.end()
      },
    ],
  ]
}

/** An error with a status of its own. */
export function refuses(
  status: number,
  {
    afterMs = 0,
    headers = {},
    message = 'no',
  }: { afterMs?: number; headers?: TransportHeaders; message?: string } = {},
): Play {
  return documents({ error: { message } }, { afterMs, status, headers })
}

const event = (data: unknown) => Buffer.from(`data: ${JSON.stringify(data)}\n\n`)

/** One event of a stream: content, or a delta in full. */
export function delta(content: object | string): Uint8Array {
  return event({ choices: [{ index: 0, delta: typeof content === 'string' ? { content } : content }] })
}

/** A stream: headers at once, then these deltas, each so many ms after the one before, and an end if there is one. */
export function streams(
  deltas: readonly (readonly [afterMs: number, content: object | string])[],
  { usage, ends = true }: { usage?: Usage; ends?: boolean } = {},
): Play {
  const pieces = deltas.map(([afterMs, content]): Play[number] => [afterMs, (socket) => socket.data(delta(content))])
  const end: Play[number] = [
    0,
    (socket) => {
      socket.data(event({ choices: [{ index: 0, delta: {}, finish_reason: 'stop' }], usage }))
      socket.data(Buffer.from('data: [DONE]\n\n'))
      socket.end()
    },
  ]
  return [[0, (socket) => socket.head(200, sse)], ...pieces, ...(ends ? [end] : [])]
}
