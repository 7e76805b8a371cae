import { faultOf } from './faultOf.ts'
import { endpointsOf, type Script } from './script.ts'

/** Why no world can play this script: a fault of one version of HTTP at an origin that speaks the other. */
export function protocolRefusal(script: Script): string | undefined {
  for (const [name, { tls, http2 }] of Object.entries(script.origins ?? {})) {
    if (http2 === true && tls !== true) return `origin ${name} speaks HTTP/2, which needs TLS here: give it tls: true`
  }
  for (const { model, origin } of endpointsOf(script)) {
    const isHttp2 = script.origins?.[origin]?.http2 === true
    for (const { fault: spec } of script.models[model] ?? []) {
      const fault = faultOf(spec)
      if (fault.on !== 'exchange' || fault.speaks === undefined) continue
      if (fault.speaks === 'h2' && !isHttp2)
        return `${fault.type} is HTTP/2, but origin ${origin} speaks HTTP/1.1: give it http2: true and tls: true`
      if (fault.speaks === 'http/1.1' && isHttp2)
        return `${fault.type} is HTTP/1.1, but origin ${origin} speaks HTTP/2: leave out its http2`
    }
  }
  return undefined
}
