import { defineMutant } from './mutant.ts'

export const outputFromOneAttempt = defineMutant({
  name: 'mutant-output-from-one-attempt',
  convictedBy: 'output-from-one-attempt',
  doc: 'Hands out the first piece of a stream twice.',
  source: 'undici #3356: "HHello World" after a retry.',
  open: (setup, open) => {
    const ours = open(setup)
    return {
      ...ours,
      async *stream(call) {
        const stream = ours.stream!(call)
        const first = await stream.next()
        if (first.done === true) return first.value
        yield first.value
        yield first.value
        return yield* stream
      },
    }
  },
})
