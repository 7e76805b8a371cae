import { always, faultOf, type Script } from '../../src/faults/index.ts'
import type { Row } from './row.ts'

export function scriptOf({ fault, over }: Row): Script {
  const rules = [always(fault)]
  const bendsConnections = faultOf(fault).on === 'connection'
  return {
    models: { m: bendsConnections ? [] : rules },
    origins: {
      gateway: { serves: ['m'], tls: over !== undefined, http2: over === 'h2', rules: bendsConnections ? rules : [] },
    },
  }
}

export function chatBody({ stream = false }: { readonly stream?: boolean }): string {
  return JSON.stringify({ model: 'm', messages: [{ role: 'user', content: 'hi' }], stream })
}
