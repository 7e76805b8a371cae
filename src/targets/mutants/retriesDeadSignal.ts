import { defineMutant } from './mutant.ts'

const backoffMs = 200

export const retriesDeadSignal = defineMutant({
  name: 'mutant-retries-dead-signal',
  convictedBy: 'abort-is-prompt',
  doc: 'Takes the caller’s own time-out for one of the server, backs off, and tries again with a signal that is dead.',
  source: 'smithy-typescript #2268: TimeoutError was classed as transient.',
  open: (setup, open) => {
    const ours = open(setup)
    return {
      ...ours,
      chat: async (call) => {
        const outcome = await ours.chat(call)
        if (outcome.ok || !isTimeout(call.signal)) return outcome
        await setup.clock.sleep(backoffMs)
        return ours.chat(call)
      },
    }
  },
})

function isTimeout({ aborted, reason }: AbortSignal): boolean {
  return aborted && (reason as Error).name === 'TimeoutError'
}
