import type { CallSample } from '../sample.ts'
import type { ShownCall, ShownCalls } from './benchSummary.ts'

const most = 10

/** Keeps the calls that a reader wants to see one by one, in one pass and in little room. */
export class ShownCallsBuilder {
  readonly #slowest = new Least<CallSample>((sample) => sample.dueMs - sample.endedMs!)
  readonly #failed = new Least<CallSample>((sample) => sample.dueMs)
  readonly #random = new Least<CallSample>((sample) => lotOf(sample.call))

  add(sample: CallSample): void {
    if (sample.endedMs !== null && sample.outcome.startsWith('ok')) this.#slowest.add(sample)
    if (sample.outcome === 'failed') this.#failed.add(sample)
    if (sample.endedMs !== null) this.#random.add(sample)
  }

  shown(): ShownCalls {
    const byDue = (samples: readonly CallSample[]) =>
      samples.toSorted((one, other) => one.dueMs - other.dueMs).map(asShown)
    return {
      slowest: this.#slowest.items().map(asShown),
      failed: byDue(this.#failed.items()),
      random: byDue(this.#random.items()),
    }
  }
}

/** The few items of the least size; of those of one size, the calls that are first in the plan, whoever came first. */
class Least<Item extends { readonly call: number }> {
  readonly #sizeOf: (item: Item) => number
  #kept: { readonly size: number; readonly item: Item }[] = []

  constructor(sizeOf: (item: Item) => number) {
    this.#sizeOf = sizeOf
  }

  add(item: Item): void {
    const size = this.#sizeOf(item)
    const last = this.#kept.at(-1)
    if (this.#kept.length === most && (size > last!.size || (size === last!.size && item.call > last!.item.call)))
      return
    this.#kept.push({ size, item })
    this.#kept.sort((one, other) => one.size - other.size || one.item.call - other.item.call)
    this.#kept = this.#kept.slice(0, most)
  }

  items(): Item[] {
    return this.#kept.map(({ item }) => item)
  }
}

/** A number that looks drawn, of the call's own (the finaliser of MurmurHash3): the order of records has no say in it. */
function lotOf(call: number): number {
  let bits = (call + 1) | 0
  bits = Math.imul(bits ^ (bits >>> 16), 0x85ebca6b)
  bits = Math.imul(bits ^ (bits >>> 13), 0xc2b2ae35)
  return (bits ^ (bits >>> 16)) >>> 0
}

function asShown({ type: _type, gaps: _gaps, ...shown }: CallSample): ShownCall {
  return shown
}
