import type { CallOutcome } from '../../history/index.ts'
import { defineMutant } from './mutant.ts'

export const losesUnread = defineMutant({
  name: 'mutant-loses-unread',
  convictedBy: 'output-from-one-attempt',
  doc: 'Reads as fast as the server sends, and keeps one piece for its reader: what comes while that is busy is lost.',
  source: 'undici PR #5405: a body that was resumed did not know backpressure.',
  open: (setup, open) => {
    const ours = open(setup)
    return {
      ...ours,
      async *stream(call) {
        const stream = ours.stream!(call)
        const latest: { piece?: string; outcome?: CallOutcome; wake?: () => void } = {}
        void pump(stream, latest)
        for (;;) {
          if (latest.piece === undefined && latest.outcome === undefined)
            await new Promise<void>((resolve) => (latest.wake = resolve))
          const { piece } = latest
          delete latest.piece
          if (piece !== undefined) yield piece
          else if (latest.outcome !== undefined) return latest.outcome
        }
      },
    }
  },
})

async function pump(
  stream: AsyncGenerator<string, CallOutcome>,
  latest: { piece?: string; outcome?: CallOutcome; wake?: () => void },
): Promise<void> {
  for (;;) {
    const result = await stream.next()
    if (result.done === true) latest.outcome = result.value
    else latest.piece = result.value
    latest.wake?.()
    if (result.done === true) return
  }
}
