import type { Scenario } from '../../../scenarios/scenario.ts'

/** Gives what is a little simpler than a scenario, the boldest first. What cannot be played is no harm: it convicts nobody. */
export type Reduction = (scenario: Scenario) => Iterable<Scenario>

/** The same without one of its keys. */
export function without<Value extends object>(value: Value, key: keyof Value): Value {
  const { [key]: _, ...rest } = value
  return rest as Value
}

/** Everything, halves, quarters, …, single ones: the spans of a list that can be left out, the longest first. */
export function* spansOf(length: number): Iterable<readonly [from: number, to: number]> {
  for (let size = length; size >= 1; size = Math.floor(size / 2)) {
    for (let from = 0; from < length; from += size) yield [from, Math.min(length, from + size)]
  }
}
