import { openLoopbackWorld } from '../bench/loopbackWorld.ts'

const model = 'doctor'
const longestMs = 10_000

/** One request to a mock on this machine; over TLS with an authority of its own, if asked. Rejects with what went wrong. */
export async function reachLoopback(tls: boolean): Promise<void> {
  const origins = tls ? { origins: { safe: { serves: [model], tls } } } : {}
  const world = await openLoopbackWorld({ models: { [model]: [] }, ...origins }, 1)
  const { clock, transport, endpoints } = world
  const controller = new AbortController()
  const timer = clock.timer(longestMs, () => controller.abort(new Error(`no answer within ${longestMs} ms`)))
  try {
    const { baseURL, apiKey } = endpoints[0]!
    const headers = { authorization: `Bearer ${apiKey}` }
    const { status, body } = await transport.send(
      { method: 'GET', url: `${baseURL}/models`, headers },
      { signal: controller.signal },
    )
    for await (const _bytes of body);
    if (status !== 200) throw new Error(`the mock answered ${status}`)
  } finally {
    timer.cancel()
    await world.close()
  }
}
