import { catalogue } from '../../../src/faults/index.ts'
import { chunked } from '../healthy.ts'
import { at, json } from '../http.ts'
import { response } from '../response.ts'

const { pace } = catalogue

const created = 1_767_225_600
const identity = { id: 'chatcmpl-m-3-0', object: 'chat.completion.chunk', created, model: 'm' }
const usage = { prompt_tokens: 12, completion_tokens: 3, total_tokens: 15 }
const event = (payload: unknown) => `data: ${JSON.stringify(payload)}\n\n`
const delta = (of: object, finish: string | null = null) =>
  event({ ...identity, choices: [{ index: 0, delta: of, finish_reason: finish }] })

const completion = {
  ...identity,
  object: 'chat.completion',
  choices: [
    {
      index: 0,
      message: { role: 'assistant', content: '[m call 3 try 1] Patience is a' },
      finish_reason: 'stop',
    },
  ],
  usage,
}

/** Three tokens: the first after 60 ms, the others 25 ms apart, the end 25 ms after the last. */
const threeTokens = pace({ ttftMs: 60, interTokenMs: 25, tokens: 3 })

export const paces = {
  pace: [
    response({ fault: threeTokens, pieces: [at(135, json(200, completion))], ending: 'reuse' }),
    response({
      fault: threeTokens,
      stream: true,
      pieces: chunked([
        at(60, delta({ role: 'assistant', content: '' })),
        at(60, delta({ content: '[m call 3 try 1] Patience' })),
        at(85, delta({ content: ' is' })),
        at(110, delta({ content: ' a' })),
        at(135, delta({}, 'stop')),
        at(135, event({ ...identity, choices: [], usage })),
        at(135, 'data: [DONE]\n\n'),
      ]),
      ending: 'reuse',
    }),
    // One request under way is not yet more than one.
    response({
      fault: pace({ ttftMs: 60, interTokenMs: 0, tokens: 3, slowdown: { from: 1, perExtra: 1 } }),
      pieces: [at(60, json(200, completion))],
      ending: 'reuse',
    }),
  ],
}
