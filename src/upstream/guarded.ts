import type { Step } from '../faults/index.ts'

/**
 * The steps that `open` gives, asked for one by one; where making them throws, `onBug` is told and the exchange is reset.
 * Without `onBug` the error goes on to whoever plays. An iterator by hand: a generator around generators costs each step.
 */
export function guarded(open: () => Iterable<Step>, onBug?: (error: unknown) => void): Iterable<Step> {
  let steps: Iterator<Step> | undefined
  const next = (): IteratorResult<Step> => {
    try {
      return (steps ??= open()[Symbol.iterator]()).next()
    } catch (error) {
      if (onBug === undefined) throw error
      onBug(error)
      return { done: false, value: { do: 'reset' } }
    }
  }
  return { [Symbol.iterator]: () => ({ next }) }
}
