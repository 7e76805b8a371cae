import { createRandom } from '../../../src/runtime/index.ts'

/** Draws that belong to one thing, whatever else is drawn. */
export interface Chance {
  /** A whole number from 0, below `below`. */
  below(below: number): number
  /** True in one case of `of`. */
  once(of: number): boolean
  pick<Item>(items: readonly Item[]): Item
}

export function chanceOf(seed: number, ...key: (string | number)[]): Chance {
  const draw = createRandom(seed).stream(...key)
  const below = (limit: number) => Math.floor(draw() * limit)
  return { below, once: (of) => below(of) === 0, pick: (items) => items[below(items.length)]! }
}
