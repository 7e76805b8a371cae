import { defineMutant } from './mutant.ts'

export const keepsListeners = defineMutant({
  name: 'mutant-keeps-listeners',
  convictedBy: 'nothing-left-behind',
  doc: 'Leaves a listener on the caller’s signal when the call is over.',
  source: 'cockatiel #69: a time-out’s listener stayed on the caller’s signal.',
  open: (setup, open) => {
    const ours = open(setup)
    return {
      ...ours,
      chat: (call) => {
        call.signal.addEventListener('abort', () => undefined)
        return ours.chat(call)
      },
    }
  },
})
