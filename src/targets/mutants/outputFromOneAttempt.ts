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
        let isFirst = true
        for (;;) {
          const piece = await stream.next()
          if (piece.done === true) return piece.value
          if (isFirst) yield piece.value
          isFirst = false
          yield piece.value
        }
      },
    }
  },
})
