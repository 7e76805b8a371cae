import { addressBelow } from '../../../client/baseUrl.ts'
import { messages } from '../../../messages/index.ts'
import { TransportError, type Clock, type Transport } from '../../../runtime/index.ts'
import type { Finding } from '../finding.ts'
import { wayFinding, type Way } from './wayFinding.ts'

const words = messages.doctor.live

const longestMs = 10_000
/** A `Date` is in whole seconds, and old by what the answer took. */
const skewSeconds = 120

/**
 * Asks for `GET /models` without a key, so that whoever answers learns nothing: whether somebody is there, and proves who
 * they are. Any answer will do; most say 401.
 */
export async function tryWay(
  url: URL,
  way: Way,
  { transport, clock }: { readonly transport: Transport; readonly clock: Clock },
): Promise<{ readonly reached: boolean; readonly findings: readonly Finding[] }> {
  const controller = new AbortController()
  const timer = clock.timer(longestMs, () => controller.abort(new Error(`no answer within ${longestMs / 1000} s`)))
  const startedMs = clock.now()
  try {
    const request = { method: 'GET', url: addressBelow(url.href.replace(/\/+$/, ''), '/models'), headers: {} } as const
    const { headers, body } = await transport.send(request, { signal: controller.signal })
    const tookMs = clock.now() - startedMs
    // Left unread: it may be long, and says nothing.
    for await (const _bytes of body) break
    const text = words.reached(way.host, way.proxy, tookMs, url.protocol === 'https:')
    const skewed = skewOf(headers['date'], clock.epochMs())
    return { reached: true, findings: [{ check: 'way', state: 'ok', text, fix: null }, ...skewed] }
  } catch (error) {
    const finding: Finding =
      error instanceof TransportError
        ? wayFinding(error, way)
        : { check: 'way', state: 'broken', text: words.broke(way.host, (error as Error).message), fix: words.fixBroke }
    return { reached: false, findings: [finding] }
  } finally {
    timer.cancel()
  }
}

function skewOf(date: string | string[] | undefined, epochMs: number): Finding[] {
  const seconds = Math.round((epochMs - Date.parse(String(date))) / 1000)
  // Who sends no date, or none that can be read, says nothing.
  if (!(Math.abs(seconds) > skewSeconds)) return []
  return [{ check: 'clock', state: 'warning', text: words.skewed(seconds), fix: words.fixSkewed }]
}
