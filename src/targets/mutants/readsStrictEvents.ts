import { textBytes } from '../../protocol/serverSentEvents.ts'
import type { ResponseBody, Transport } from '../../runtime/index.ts'
import { defineMutant } from './mutant.ts'

export const readsStrictEvents = defineMutant({
  name: 'mutant-reads-strict-events',
  convictedBy: 'answers-as-expected',
  doc: 'Knows a stream of lines `data: {…}` that end in LF, and takes any other line, and every half letter, for what it is not.',
  source: 'vercel/ai#15036, meilisearch#6477, ollama-js#255: parsers made of split("\\n") and a decoder per piece.',
  open: (setup, open) => open({ ...setup, transport: throughStrictLines(setup.transport) }),
})

function throughStrictLines(transport: Transport): Transport {
  return {
    send: async (request, options) => {
      const response = await transport.send(request, options)
      // Whatever comes for a stream is read as one.
      const isRead = response.status === 200 && request.body?.includes('"stream":true') === true
      return isRead ? { ...response, body: strictLines(response.body) } : response
    },
    busySockets: () => transport.busySockets(),
    close: () => transport.close(),
  }
}

async function* strictLines(body: ResponseBody): AsyncGenerator<Uint8Array> {
  let rest = ''
  for await (const bytes of body) {
    const lines = (rest + Buffer.from(bytes).toString()).split('\n')
    rest = lines.pop()!
    for (const line of lines.filter((other) => other !== '')) yield textBytes(asEvent(line))
  }
}

function asEvent(line: string): string {
  const isKnown = line === 'data: [DONE]' || /^data: \{.*\}$/.test(line)
  return isKnown ? `${line}\n\n` : 'data: {"error":{"message":"unexpected line","type":"server_error"}}\n\n'
}
