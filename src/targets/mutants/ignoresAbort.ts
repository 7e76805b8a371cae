import { defineMutant } from './mutant.ts'

export const ignoresAbort = defineMutant({
  name: 'mutant-ignores-abort',
  convictedBy: 'abort-is-prompt',
  doc: 'Does not pass the caller’s signal on to waits and attempts.',
  source: 'p-retry #97.',
  open: (setup, open) => {
    const deaf = new AbortController().signal
    const ours = open(setup)
    return {
      chat: (call) => ours.chat({ ...call, signal: deaf }),
      stream: (call) => ours.stream!({ ...call, signal: deaf }),
      close: () => ours.close(),
    }
  },
})
