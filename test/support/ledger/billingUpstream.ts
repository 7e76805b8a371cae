import type {
  TransportRequest,
  VirtualClock,
  VirtualConnection,
  VirtualPeer,
  VirtualSocket,
} from '../../../src/runtime/index.ts'
import type { Book } from './book.ts'
import { chanceOf } from './chance.ts'
import type { Ask, Play, Steps } from './plays.ts'
import { workFor } from './work.ts'

export interface UpstreamOptions {
  readonly clock: VirtualClock
  readonly book: Book
  readonly seed: number
  readonly play: (ask: Ask) => Play
  /** Connections are refused now and then. */
  readonly refuses: boolean
  /** Called when something was billed. */
  readonly onBilled: () => void
}

/** Providers that bill by their own count as soon as a model begins to work, whatever becomes of the answer. */
export class BillingUpstream implements VirtualPeer {
  readonly #options: UpstreamOptions
  #connections = 0
  exchanges = 0

  constructor(options: UpstreamOptions) {
    this.#options = options
  }

  connect(): VirtualConnection {
    const { seed, refuses } = this.#options
    const connection = this.#connections++
    const refused = refuses && chanceOf(seed, 'connection', connection).once(12)
    return refused
      ? { accepted: false, phase: 'connect', kind: 'refused', code: 'ECONNREFUSED' }
      : { accepted: true, connection }
  }

  exchange(_connection: number, { body }: TransportRequest, socket: VirtualSocket): { clientLeft(): void } {
    const { seed, play, book, onBilled } = this.#options
    const request = JSON.parse(body!) as { model: string; stream?: boolean }
    const chance = chanceOf(seed, 'exchange', this.exchanges++)
    const work = workFor(request, chance)
    const { worked, steps } = play({ stream: request.stream === true, work, chance })
    if (worked) book.bill(request.model, work)
    onBilled()
    return { clientLeft: this.#perform(steps, socket) }
  }

  #perform([step, ...rest]: Steps, socket: VirtualSocket): () => void {
    if (step === undefined) return () => {}
    const [afterMs, act] = step
    let stop = () => timer.cancel()
    const timer = this.#options.clock.timer(afterMs, () => {
      act(socket)
      stop = this.#perform(rest, socket)
    })
    return () => stop()
  }
}
