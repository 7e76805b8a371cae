import { client } from '../../src/targets/client.ts'
import { defineTarget, type OpenTarget, type TargetSetup } from '../../src/targets/index.ts'

/** Targets that threads load by their address: our client, but for what it does in a stream. */
function strange(name: string, misbehave: (setup: TargetSetup) => void) {
  return defineTarget({
    ...client,
    name,
    doc: 'Misbehaves when a call is made.',
    open: (setup): OpenTarget => {
      const ours = client.open(setup)
      return {
        ...ours,
        chat: (call) => ours.chat(call),
        stream: (call) => {
          misbehave(setup)
          return ours.stream!(call)
        },
        close: () => ours.close(),
      }
    },
  })
}

export const strangeTargets = [
  strange('throws-later', ({ clock }) => {
    clock.timer(1, () => {
      throw new Error('oh no')
    })
  }),
  strange('throws-in-a-tick', () => {
    process.nextTick(() => {
      throw new Error('oh no')
    })
  }),
  strange('rejects-unheard', () => {
    void Promise.reject(new Error('oh no'))
  }),
  strange('never-comes-back', () => {
    for (;;);
  }),
]
