import { defineMutant } from './mutant.ts'

export const recoversAfterOutage = defineMutant({
  name: 'mutant-recovers-after-outage',
  convictedBy: 'recovers-after-outage',
  doc: 'Serves a line in front of itself first come, first served, and whoever has given up in it all the same.',
  source: 'Bronson et al., HotOS 2021: work for callers who are gone keeps the system down after the outage is over.',
  open: (setup, open) => {
    const ours = open(setup)
    const line: (() => void)[] = []
    let free = setup.declared.maxConcurrent ?? Infinity
    return {
      ...ours,
      chat: async (call) => {
        if (free > 0) free -= 1
        else await new Promise<void>((resolve) => void line.push(resolve))
        return ours.chat(call).finally(() => {
          const next = line.shift()
          if (next === undefined) free += 1
          else next()
        })
      },
    }
  },
})
