import { messages } from '../../messages/index.ts'
import { visible } from '../harmless.ts'
import type { TraceArgs, TraceEvent } from './traceEvent.ts'

const words = messages.trace

/** Where an event is drawn: in a process, on the track of a call. */
export interface Place {
  /** Null: the client itself. */
  readonly endpoint: string | null
  readonly call: number
}

export interface Stretch {
  readonly name: string
  readonly fromMs: number
  readonly toMs: number
  readonly kind: 'call' | 'attempt' | 'wait'
  readonly args?: TraceArgs
}

/**
 * Puts events together: one process per endpoint and one for the client, one track per call in each. Names come from outside
 * and are made harmless here. Chance and clocks have no part in it: the same calls give the same events.
 */
export class TraceBuilder {
  readonly #events: TraceEvent[] = []
  readonly #processes = new Map<string, number>()
  readonly #tracks = new Set<string>()
  #prefix = ''
  #processId = 0
  #arrows = 0

  get events(): readonly TraceEvent[] {
    return this.#events
  }

  /** From here on processes are those of another run, with its title before their names. */
  enterRun(title: string): void {
    this.#prefix = `${title}: `
    this.#processes.clear()
    this.#tracks.clear()
  }

  stretch(place: Place, { name, fromMs, toMs, kind, args = {} }: Stretch): void {
    const dur = Math.max(0, microseconds(toMs) - microseconds(fromMs))
    const harmless = { name: visible(name), args: harmlessArgs(args) }
    this.#events.push({ ph: 'X', ...this.#at(place), ts: microseconds(fromMs), dur, cat: kind, ...harmless })
  }

  /** On the track of a call; with `isForAll` across its whole process. */
  instant(place: Place, name: string, atMs: number, isForAll = false): void {
    const s = isForAll ? 'p' : 't'
    const event = { ph: 'i', ts: microseconds(atMs), s, cat: 'moment', args: {} } as const
    this.#events.push({ ...event, ...this.#at(place), name: visible(name) })
  }

  /** An arrow from where an attempt ended to where the next one began, elsewhere. */
  arrow(from: Place, fromMs: number, to: Place, toMs: number): void {
    this.#arrows += 1
    const shared = { name: words.failover, cat: 'failover', id: this.#arrows }
    this.#events.push({ ph: 's', ...shared, ...this.#at(from), ts: microseconds(fromMs) })
    this.#events.push({ ph: 'f', bp: 'e', ...shared, ...this.#at(to), ts: microseconds(toMs) })
  }

  #at({ endpoint, call }: Place): { readonly pid: number; readonly tid: number } {
    const name = endpoint === null ? words.client : words.endpoint(endpoint)
    let pid = this.#processes.get(name)
    if (pid === undefined) {
      this.#processId += 1
      pid = this.#processId
      this.#processes.set(name, pid)
      this.#name('process_name', pid, 0, this.#prefix + name)
    }
    const track = `${pid} ${call}`
    if (!this.#tracks.has(track)) {
      this.#tracks.add(track)
      this.#name('thread_name', pid, call, words.track(call))
    }
    return { pid, tid: call }
  }

  #name(name: 'process_name' | 'thread_name', pid: number, tid: number, text: string): void {
    this.#events.push({ ph: 'M', name, pid, tid, args: { name: visible(text) } })
  }
}

function microseconds(ms: number): number {
  return Math.round(ms * 1000)
}

function harmlessArgs(args: TraceArgs): TraceArgs {
  return Object.fromEntries(
    Object.entries(args).map(([name, value]) => [name, typeof value === 'string' ? visible(value) : value]),
  )
}
