import type { ResponseBody, Transport } from '../../runtime/index.ts'
import { defineMutant } from './mutant.ts'

export const dropsComments = defineMutant({
  name: 'mutant-drops-comments',
  convictedBy: 'token-idle-sees-tokens',
  doc: 'Parses before it looks at the clock: comments are dropped, and a server that sends them counts as silent.',
  source: 'Floway #498: the idle timer of Codex runs on parsed events, and comments are none.',
  open: (setup, open) => open({ ...setup, transport: withoutComments(setup.transport) }),
})

function withoutComments(transport: Transport): Transport {
  return {
    send: async (request, options) => {
      const response = await transport.send(request, options)
      return { ...response, body: events(response.body) }
    },
    busySockets: () => transport.busySockets(),
    close: () => transport.close(),
  }
}

async function* events(body: ResponseBody): AsyncGenerator<Uint8Array> {
  for await (const bytes of body) if (!Buffer.from(bytes).toString('latin1').startsWith(':')) yield bytes
}
