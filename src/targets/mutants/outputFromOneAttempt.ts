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
        try {
          for (let pieces = 0; ; pieces += 1) {
            const piece = await stream.next()
            if (piece.done === true) return piece.value
            if (pieces === 0) yield piece.value
            yield piece.value
          }
        } finally {
          await stream.return({ ok: true, text: '', model: null })
        }
      },
    }
  },
})
