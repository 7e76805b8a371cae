import type { Script } from '../faults/index.ts'

/** What an upstream has seen of one model of its script. */
export class SeenModel {
  /** The script's own string: the history holds it, and not one of each request. */
  readonly name: string
  /** Under way. */
  inFlight = 0
  #streamed = 0
  #whole = 0
  #attempts: Map<number, number> | undefined

  constructor(name: string) {
    this.name = name
  }

  /** How many requests there were before this one: of any kind, and of its kind. */
  next(stream: boolean): { readonly nth: number; readonly nthOfKind: number } {
    const nth = this.#streamed + this.#whole
    return { nth, nthOfKind: stream ? this.#streamed++ : this.#whole++ }
  }

  /** How many requests of this call there were before this one. */
  nextOf(call: number): number {
    this.#attempts ??= new Map()
    const before = this.#attempts.get(call) ?? 0
    this.#attempts.set(call, before + 1)
    return before
  }
}

export function modelsOf({ models }: Script): ReadonlyMap<string, SeenModel> {
  const seen = new Map<string, SeenModel>()
  for (const name of Object.keys(models)) seen.set(name, new SeenModel(name))
  return seen
}
