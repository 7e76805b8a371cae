import { defineMutant } from './mutant.ts'

export const blamesSlowReaders = defineMutant({
  name: 'mutant-blames-slow-readers',
  convictedBy: 'answers-as-expected',
  doc: 'Lets the idle limit run while its reader is busy: the next event lies there, and the stream is given up.',
  source: 'gajae-code PR #425: the timer fired before the buffered event was delivered.',
  open: (setup, open) => {
    const ours = open(setup)
    const limitMs = setup.declared.timeouts?.byteIdleMs ?? Infinity
    return {
      ...ours,
      async *stream(call) {
        const stream = ours.stream!(call)
        try {
          for (;;) {
            const piece = await stream.next()
            if (piece.done === true) return piece.value
            const handedOnAtMs = setup.clock.now()
            yield piece.value
            if (setup.clock.now() - handedOnAtMs > limitMs)
              return { ok: false, errorClass: 'timeout', message: 'the stream stalled', status: null, retryAtMs: null }
          }
        } finally {
          await stream.return({ ok: true, text: '', model: null })
        }
      },
    }
  },
})
