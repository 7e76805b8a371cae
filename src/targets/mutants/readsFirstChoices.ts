import { eventBytes, textBytes } from '../../protocol/serverSentEvents.ts'
import type { ResponseBody, Transport } from '../../runtime/index.ts'
import { defineMutant } from './mutant.ts'

export const readsFirstChoices = defineMutant({
  name: 'mutant-reads-first-choices',
  convictedBy: 'answers-as-expected',
  doc: 'Adds up `choices[0].delta.content` of every chunk: no choices are an error, nothing is "undefined", a role begins anew, what comes twice came once, the finish is the end.',
  source: 'azure-sdk-for-go#21086, cherry-studio#11287, autogen#6465: chunks that have no such field.',
  open: (setup, open) => open({ ...setup, transport: throughFirstChoices(setup.transport) }),
})

function throughFirstChoices(transport: Transport): Transport {
  return {
    send: async (request, options) => {
      const response = await transport.send(request, options)
      const isStream = String(response.headers['content-type']).startsWith('text/event-stream')
      return isStream ? { ...response, body: firstChoices(response.body) } : response
    },
    busySockets: () => transport.busySockets(),
    close: () => transport.close(),
  }
}

interface Chunk {
  readonly choices?: { delta?: { role?: string; content?: string }; finish_reason?: string | null }[] | null
  readonly usage?: unknown
}

/** More than this in one event is taken for an attack. */
const largestEvent = 64 * 1024

async function* firstChoices(body: ResponseBody): AsyncGenerator<Uint8Array> {
  let rest = ''
  let last = ''
  let chunks = 0
  for await (const bytes of body) {
    const events = (rest + Buffer.from(bytes).toString('latin1')).split('\n\n')
    rest = events.pop()!
    for (const event of events) {
      const json = Buffer.from(event.replace(/^data: /, ''), 'latin1').toString()
      if (!json.startsWith('{')) yield textBytes(`${event}\n\n`)
      else if (json.length > largestEvent) yield unreadable
      else if (json !== last) yield asRead(JSON.parse(json) as Chunk, chunks++)
      last = json
      if (json.includes('"finish_reason":"stop"')) return
    }
  }
}

const unreadable = eventBytes({ error: { message: 'cannot read the chunk', type: 'server_error' } })

/** What such a client makes of a chunk, as a chunk that says so. */
function asRead(chunk: Chunk, nth: number): Uint8Array {
  const { delta, finish_reason: finishReason = null } = chunk.choices?.[0] ?? {}
  if (finishReason !== null)
    return eventBytes({ ...chunk, choices: [{ index: 0, delta: {}, finish_reason: finishReason }] })
  if (delta === undefined) return unreadable
  const isLost = (delta.role !== undefined && nth > 0) || chunk.usage !== undefined
  const content = isLost ? '' : String(delta.content)
  return eventBytes({ ...chunk, choices: [{ index: 0, delta: { content }, finish_reason: null }] })
}
