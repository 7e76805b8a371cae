import type { ResponseBody, Transport } from '../../runtime/index.ts'
import { defineMutant } from './mutant.ts'

export const demandsDone = defineMutant({
  name: 'mutant-demands-done',
  convictedBy: 'answers-as-expected',
  doc: 'Takes `[DONE]` for the one end of a stream: an answer that is whole without it is thrown away.',
  source: 'opencode PR#40061: several providers leave it out.',
  open: (setup, open) => open({ ...setup, transport: withoutFinishReasons(setup.transport) }),
})

function withoutFinishReasons(transport: Transport): Transport {
  return {
    send: async (request, options) => {
      const response = await transport.send(request, options)
      return { ...response, body: unfinished(response.body) }
    },
    busySockets: () => transport.busySockets(),
    close: () => transport.close(),
  }
}

/** Of as many letters, so that no length is wrong. */
async function* unfinished(body: ResponseBody): AsyncGenerator<Uint8Array> {
  for await (const bytes of body) {
    const text = Buffer.from(bytes).toString('latin1')
    yield Buffer.from(text.replaceAll('"finish_reason":"stop"', '"finish_reason":null  '), 'latin1')
  }
}
