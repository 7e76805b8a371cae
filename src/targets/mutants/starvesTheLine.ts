import { defineMutant } from './mutant.ts'

export const starvesTheLine = defineMutant({
  name: 'mutant-starves-the-line',
  convictedBy: 'answers-as-expected',
  doc: 'Grants places to callers who have given up in the line, and those never give them back.',
  source: 'cockatiel #112 (changelog): an aborted item of the queue starved the bulkhead.',
  open: (setup, open) => {
    const ours = open(setup)
    const line: (() => void)[] = []
    let free = setup.declared.maxConcurrent ?? Infinity
    const giveBack = () => {
      const next = line.shift()
      if (next === undefined) free += 1
      else next()
    }
    return {
      ...ours,
      chat: async (call) => {
        if (free > 0) free -= 1
        else if (!(await isGranted(line, call.signal))) return ours.chat(call)
        return ours.chat(call).finally(giveBack)
      },
    }
  },
})

/** Whether a place came before the abort. Whoever aborts keeps standing there. */
function isGranted(line: (() => void)[], signal: AbortSignal): Promise<boolean> {
  return new Promise((resolve) => {
    const onAbort = () => resolve(false)
    signal.addEventListener('abort', onAbort, { once: true })
    line.push(() => {
      signal.removeEventListener('abort', onAbort)
      resolve(true)
    })
  })
}
