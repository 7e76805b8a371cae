import type { NetworkApi, InterceptorSource } from 'msw/experimental'

/** Answers a request to a host that was claimed. */
export type Answer = (request: Request) => Promise<Response>

type Network = NetworkApi<InterceptorSource[]>
type Msw = Awaited<ReturnType<typeof loadMsw>>

/** What intercepts is the process's own network, so there is one of it: everybody who plays shares it, host by host. */
const answers = new Map<string, Answer>()
let network: Network | undefined

/** MSW's modules, loaded when first asked for: they take some hundred milliseconds, and most commands need none. */
export async function loadMsw() {
  const [experimental, { http }, { HttpRequestInterceptor }] = await Promise.all([
    import('msw/experimental'),
    import('msw/http'),
    import('@mswjs/interceptors/http'),
  ])
  return { ...experimental, http, HttpRequestInterceptor }
}

/**
 * From now on requests of this process to `hosts` are answered here; any other goes where it would have gone. The
 * interceptor works below undici (`setupServer` does not see it) and is on while anybody has a claim. Meanwhile a real
 * connection that is refused fails in phase `headers`, not `connect`: MSW lets it come about to read the request, and
 * only then dials. So no run on real sockets may be judged at the same time.
 */
export function claimHosts(msw: Msw, hosts: readonly string[], answer: Answer): { release(): void } {
  for (const host of hosts) answers.set(host, answer)
  network ??= startNetwork(msw)
  return {
    release: () => {
      for (const host of hosts) answers.delete(host)
      const last = network
      if (answers.size > 0 || last === undefined) return
      network = undefined
      last.disable()
    },
  }
}

function startNetwork({ defineNetwork, InterceptorSource, HttpRequestInterceptor, http }: Msw): Network {
  const started = defineNetwork({
    sources: [new InterceptorSource({ interceptors: [new HttpRequestInterceptor()] })],
    handlers: [
      // Nothing given back: the request goes where it was going.
      http.all('*', ({ request }) => answers.get(new URL(request.url).host)?.(request)),
    ],
    onUnhandledFrame: 'bypass',
    // Else it prints every request.
    context: { quiet: true },
  })
  started.enable()
  return started
}
