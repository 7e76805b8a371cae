import { catalogue } from '../../../src/faults/index.ts'
import { body, chunked, events } from '../healthy.ts'
import { at, atOnce, json } from '../http.ts'
import { response } from '../response.ts'

const { usage } = catalogue

/** The request of `chatRequest` counts as 21 tokens, the good answer as 8. */
const openai = {
  prompt_tokens: 21,
  completion_tokens: 8,
  total_tokens: 29,
  prompt_tokens_details: { cached_tokens: 15, cache_write_tokens: 4 },
  completion_tokens_details: { reasoning_tokens: 3 },
}
const deepseek = {
  prompt_tokens: 21,
  completion_tokens: 8,
  total_tokens: 29,
  prompt_cache_hit_tokens: 15,
  prompt_cache_miss_tokens: 6,
  completion_tokens_details: { reasoning_tokens: 0 },
}

const { usage: _usual, ...withoutUsage } = JSON.parse(Buffer.from(body, 'latin1').toString()) as object & {
  usage: object
}
const document = (counts: object | undefined) =>
  atOnce(json(200, counts === undefined ? withoutUsage : { ...withoutUsage, usage: counts }))

const counting = events.at(-2)!
const chunkWithCounts = JSON.parse(counting.bytes.slice('data: '.length)) as object
const stream = (counts: object | undefined) =>
  chunked([
    ...events.slice(0, -2),
    ...(counts === undefined
      ? []
      : [at(counting.atMs, `data: ${JSON.stringify({ ...chunkWithCounts, usage: counts })}\n\n`)]),
    events.at(-1)!,
  ])

const kinds = { cachedInput: 15, cacheWrite: 4, reasoning: 3 }

export const bills = {
  usage: [
    response({ fault: usage(kinds), pieces: document(openai), ending: 'reuse' }),
    response({ fault: usage(kinds), stream: true, pieces: stream(openai), ending: 'reuse' }),
    response({ fault: usage({ cachedInput: 15, form: 'deepseek' }), pieces: document(deepseek), ending: 'reuse' }),
    response({ fault: usage({ form: 'untold' }), pieces: document(undefined), ending: 'reuse' }),
    response({ fault: usage({ form: 'untold' }), stream: true, pieces: stream(undefined), ending: 'reuse' }),
  ],
}
