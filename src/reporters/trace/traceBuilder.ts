import { messages } from '../../messages/index.ts'
import { visible } from '../harmless.ts'
import { Lane, type Track } from './track.ts'
import type { TraceArgs, TraceEvent } from './traceEvent.ts'

const words = messages.trace

/** Where an event belongs: to a process, and there to a call; to none what is of the process itself. */
export interface Place {
  /** Null: the client itself. */
  readonly endpoint: string | null
  readonly call: number | null
}

export interface Stretch {
  readonly name: string
  readonly fromMs: number
  readonly toMs: number
  readonly kind: 'call' | 'attempt' | 'wait'
  readonly args?: TraceArgs
}

interface Process {
  readonly pid: number
  tracks: number
  readonly lanes: Map<number | null, Lane[]>
}

/**
 * Puts events together: one process per endpoint and one for the client, in each a track per call, and one more where a call
 * does two things there at a time. Names come from outside and are made harmless here. Chance and clocks have no part in it: the
 * same calls give the same events.
 */
export class TraceBuilder {
  readonly #named: TraceEvent[] = []
  readonly #events: Exclude<TraceEvent, { ph: 'M' }>[] = []
  readonly #processes = new Map<string, Process>()
  #prefix = ''
  #processCount = 0
  #arrows = 0

  /** Names first, then what happened, in the order of time; what is at one instant in that of the calls that told it. */
  get events(): readonly TraceEvent[] {
    return [...this.#named, ...this.#events.toSorted((one, other) => one.ts - other.ts)]
  }

  /** From here on processes are those of another run, with its title before their names. */
  enterRun(title: string): void {
    this.#prefix = `${title}: `
    this.#processes.clear()
  }

  /** What is around another has to be told before it. Returns where it is drawn. */
  stretch(place: Place, { name, fromMs, toMs, kind, args = {} }: Stretch): Track {
    const ts = microseconds(fromMs)
    const dur = Math.max(0, microseconds(toMs) - ts)
    const track = this.#trackFor(place, ts, ts + dur)
    this.#events.push({ ph: 'X', ...track, ts, dur, cat: kind, name: visible(name), args: harmlessArgs(args) })
    return track
  }

  /** On the first track of its call; with `isForAll` across the whole process. */
  instant(place: Place, name: string, atMs: number, isForAll = false): void {
    const ts = microseconds(atMs)
    const event = { ph: 'i', ts, s: isForAll ? 'p' : 't', cat: 'moment', args: {} } as const
    this.#events.push({ ...event, ...this.#trackFor(place, ts, ts), name: visible(name) })
  }

  /** An arrow from where an attempt ended to where the next one began, elsewhere: from within a stretch into a stretch. */
  arrow(from: Track, fromMs: number, to: Track, toMs: number): void {
    this.#arrows += 1
    const shared = { name: words.failover, cat: 'failover', id: this.#arrows }
    this.#events.push({ ph: 's', ...shared, ...from, ts: microseconds(fromMs) })
    this.#events.push({ ph: 'f', bp: 'e', ...shared, ...to, ts: microseconds(toMs) })
  }

  #trackFor({ endpoint, call }: Place, from: number, to: number): Track {
    const process = this.#processOf(endpoint)
    const lanes = process.lanes.get(call) ?? []
    const free = lanes.find((lane) => lane.take(from, to))
    if (free !== undefined) return free.track
    process.tracks += 1
    const track = { pid: process.pid, tid: process.tracks }
    this.#name('thread_name', track, call === null ? words.ofProcess : words.track(call, lanes.length + 1))
    const lane = new Lane(track)
    lane.take(from, to)
    process.lanes.set(call, [...lanes, lane])
    return track
  }

  /** Numbers begin with 1: 0 is the idle thread, of whatever process, to a viewer that knows kernels. */
  #processOf(endpoint: string | null): Process {
    const name = endpoint === null ? words.client : words.endpoint(endpoint)
    const known = this.#processes.get(name)
    if (known !== undefined) return known
    this.#processCount += 1
    const process = { pid: this.#processCount, tracks: 0, lanes: new Map<number | null, Lane[]>() }
    this.#processes.set(name, process)
    this.#name('process_name', { pid: process.pid, tid: 0 }, this.#prefix + name)
    return process
  }

  #name(name: 'process_name' | 'thread_name', track: Track, text: string): void {
    this.#named.push({ ph: 'M', name, ...track, args: { name: visible(text) } })
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
