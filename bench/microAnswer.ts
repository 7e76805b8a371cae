// One realistic answer, as JSON (about 1 KB) and as a stream of about thirty events; what the clients must make of it.

const words = [
  'A rate limit is a promise between a service and its callers. When the promise is kept, everybody gets a fair share; ',
  'when it is broken, the service sheds load and the callers wait. A good client keeps to the pace it was given, backs ',
  'off with jitter when it is told to, and tries another endpoint before its own deadline has passed. It never hides a ',
  'failure, and it never repeats a request that may have been billed without a reason to do so.',
].join('')

export const answerText: string = words

const usage = { prompt_tokens: 87, completion_tokens: 96, total_tokens: 183 }
const common = { id: 'chatcmpl-9f3b2c1d4e5f60718293a4b5', created: 1_764_000_000, model: 'deepseek-chat' }

export const answerBody: string = JSON.stringify({
  ...common,
  object: 'chat.completion',
  choices: [{ index: 0, message: { role: 'assistant', content: words }, logprobs: null, finish_reason: 'stop' }],
  usage: { ...usage, prompt_tokens_details: { cached_tokens: 0 }, completion_tokens_details: { reasoning_tokens: 0 } },
  system_fingerprint: 'fp_8802369eaa_prod0623_fp8_kvcache',
})

const contentEvents = 28

const chunk = (delta: object, finishReason: string | null = null) => ({
  ...common,
  object: 'chat.completion.chunk',
  system_fingerprint: 'fp_8802369eaa_prod0623_fp8_kvcache',
  choices: [{ index: 0, delta, logprobs: null, finish_reason: finishReason }],
})

const lengthOfPiece = Math.ceil(words.length / contentEvents)
const pieces = Array.from({ length: contentEvents }, (_, index) =>
  words.slice(index * lengthOfPiece, (index + 1) * lengthOfPiece),
)

export const streamEvents: readonly string[] = [
  chunk({ role: 'assistant', content: '' }),
  ...pieces.map((content) => chunk({ content })),
  chunk({}, 'stop'),
  { ...chunk({}), choices: [], usage },
]
  .map((payload) => `data: ${JSON.stringify(payload)}\n\n`)
  .concat('data: [DONE]\n\n')
