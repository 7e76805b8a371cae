import type { CallView, ExchangeView, EventOf } from '../../history/index.ts'
import { isFailed, placeOf } from '../exchanges.ts'
import { defineInvariant, Findings } from '../invariant.ts'

/**
 * A layer below the client shows in requests that it does not tell of; one above it, in a call whose attempts begin anew.
 * Attempts that no request came of (a connection that failed) prove nothing. Put to the test by calls in which something
 * failed: others give no layer a reason.
 */
export const oneRetryingLayer = defineInvariant({
  name: 'one-retrying-layer',
  number: 21,
  requirement: 'Only one layer tries again: the upstream gets no request that the client does not know of.',
  source: 'gfargo/coco PR #1813: 7 times 4 requests; urllib3 under the tutorial’s loop; openai-cookbook #2812.',
  strength: 'must',
  vantage: 'client',
  check({ troubled }) {
    const findings = new Findings()
    for (const call of troubled) {
      const { attemptsStarted, exchanges } = call
      if (attemptsStarted.length === 0) continue
      if (exchanges.some(isFailed)) findings.checked()
      const untold = firstUntold(call)
      if (untold !== undefined) {
        findings.violated(
          `call ${call.call} sent ${exchanges.length} requests, and ${placeOf(untold)} got one that is none of the ` +
            `${attemptsStarted.length} attempts that the client tells of`,
          untold.started,
        )
      }
      const [first, again] = attemptsStarted.filter(isFirst)
      if (again !== undefined)
        findings.violated(
          `call ${call.call} was begun anew by another layer after its attempts were over`,
          first!,
          again,
        )
    }
    return findings.verdict('no call had a failed attempt that its client told of')
  },
})

function isFirst({ kind }: EventOf<'attempt-started'>): boolean {
  return kind === 'first'
}

/** The first request that came before the client had begun as many attempts. */
function firstUntold({ attemptsStarted, exchanges }: CallView): ExchangeView | undefined {
  return exchanges.find(({ started }, index) => {
    const attempt = attemptsStarted[index]
    return attempt === undefined || attempt.seq > started.seq
  })
}
