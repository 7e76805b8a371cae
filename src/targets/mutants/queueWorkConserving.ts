import { concurrencyGate, type ConcurrencyGate } from '../../client/concurrency/index.ts'
import { defineMutant } from './mutant.ts'

/** Turns the line of a gate round: a permit goes to who came last. */
function lastInFirstOut(gate: ConcurrencyGate): ConcurrencyGate {
  const waiting: (() => void)[] = []
  /** Places in the line of the gate: as many as wait, and whose is whose does not matter. */
  let places: (() => boolean)[] = []
  return {
    get limit() {
      return gate.limit
    },
    get inFlight() {
      return gate.inFlight
    },
    get waiting() {
      return gate.waiting
    },
    get free() {
      return gate.free
    },
    tryAcquire: () => gate.tryAcquire(),
    release: (...ended) => gate.release(...ended),
    join: (granted) => {
      waiting.push(granted)
      places.push(gate.join(() => waiting.pop()!()))
      return () => {
        const index = waiting.indexOf(granted)
        if (index === -1) return false
        waiting.splice(index, 1)
        const left = places.findIndex((leave) => leave())
        places = places.slice(left + 1)
        return true
      }
    },
  }
}

export const queueWorkConserving = defineMutant({
  name: 'mutant-queue-work-conserving',
  convictedBy: 'queue-work-conserving',
  doc: 'Lets those who came last in first: under load the first ones wait until their deadline.',
  source: 'Stacks for queues, as in adaptive LIFO (Facebook, Fail at Scale): good for averages, and starves callers.',
  decisions: { gateFor: (spec, onChange) => lastInFirstOut(concurrencyGate(spec, onChange)) },
})
