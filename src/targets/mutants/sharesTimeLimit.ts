import { defineMutant } from './mutant.ts'

export const sharesTimeLimit = defineMutant({
  name: 'mutant-shares-time-limit',
  convictedBy: 'answers-as-expected',
  doc: 'Makes one time limit for a try and hands it to every attempt: the second begins with what is left of it.',
  source: 'miruamel/xingyu #72: one AbortSignal.timeout for all attempts.',
  open: (setup, open) => {
    const { timeouts, deadlineMs = Infinity } = setup.declared
    const sharedMs = timeouts?.headersMs === undefined ? deadlineMs : Math.min(deadlineMs, timeouts.headersMs + 1)
    return open(sharedMs === Infinity ? setup : { ...setup, declared: { ...setup.declared, deadlineMs: sharedMs } })
  },
})
