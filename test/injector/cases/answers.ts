import { catalogue } from '../../../src/faults/index.ts'
import { answered, body, chunked, events, later, streamed } from '../healthy.ts'
import { atOnce, head, json } from '../http.ts'
import { response } from '../response.ts'
import { worded } from '../worded.ts'

const { errorInSuccess, invalidJson, latency, missingDone, noContent, structuredAnswer } = catalogue

const withLength = (type: string, body: string) =>
  atOnce(head(200, { 'content-type': type, 'content-length': body.length }), body)

/** The good answer, but for its text. */
function withText(text: string) {
  const completion = JSON.parse(Buffer.from(body, 'latin1').toString()) as { choices: [{ message: object }] }
  completion.choices[0].message = { role: 'assistant', content: text }
  return atOnce(json(200, completion))
}

/** As a caller gets to read it: the first attempt of call 3 at `m`. */
const structured = {
  fits: '{"answer":"Patience is a resource.","model":"m","call":3,"attempt":1}',
  prose:
    'Sure! Here is your JSON:\n```json\n{"answer":"Patience is a resource.","model":"m","call":3,"attempt":1}\n```',
  missingField: '{"model":"m","call":3,"attempt":1}',
}

/** The deltas; behind them stand the finish marker, the usage and [DONE]. */
const deltas = events.slice(0, -3)

export const answers = {
  errorInSuccess: (['overloaded', 'rateLimit', 'quotaExhausted'] as const).flatMap((error) =>
    worded(error, (provider) => errorInSuccess({ error, provider }), 200),
  ),
  invalidJson: [
    response({
      fault: invalidJson({}),
      pieces: withLength(
        'application/json',
        '{"id":"chatcmpl-1","object":"chat.completion","choices":[{"index":0,"mess',
      ),
      ending: 'reuse',
    }),
    response({
      fault: invalidJson({ form: 'html' }),
      pieces: withLength('text/html', '<!doctype html><title>Sign in</title><p>Please sign in to continue.</p>'),
      ending: 'reuse',
    }),
    response({ fault: invalidJson({ form: 'empty' }), pieces: withLength('application/json', ''), ending: 'reuse' }),
    response({
      fault: invalidJson({ form: 'nullChoices' }),
      pieces: withLength('application/json', '{"id":"chatcmpl-1","object":"chat.completion","choices":null}'),
      ending: 'reuse',
    }),
    response({
      fault: invalidJson({ form: 'noChoices' }),
      pieces: withLength('application/json', '{"id":"chatcmpl-1","object":"chat.completion","choices":[]}'),
      ending: 'reuse',
    }),
  ],
  noContent: [
    response({ fault: noContent({}), pieces: withText(''), ending: 'reuse' }),
    response({
      fault: noContent({}),
      stream: true,
      pieces: chunked([events[0]!, ...events.slice(-3)]),
      ending: 'reuse',
    }),
  ],
  structuredAnswer: (['fits', 'prose', 'missingField'] as const).map((form) =>
    response({ fault: structuredAnswer({ form }), pieces: withText(structured[form]), ending: 'reuse' }),
  ),
  latency: [
    response({ fault: latency({ delayMs: 0 }), pieces: answered, ending: 'reuse' }),
    response({ fault: latency({ delayMs: 80 }), pieces: later(80, answered), ending: 'reuse' }),
    response({ fault: latency({ delayMs: 80 }), stream: true, pieces: later(80, streamed), ending: 'reuse' }),
    response({ fault: latency({ delayMs: 80 }), over: 'tls', pieces: later(80, answered), ending: 'reuse' }),
  ],
  missingDone: [
    response({
      fault: missingDone({ finishReason: true }),
      stream: true,
      pieces: chunked([...deltas, events.at(-3)!]),
      ending: 'reuse',
    }),
    response({
      fault: missingDone({ finishReason: false }),
      stream: true,
      pieces: chunked(deltas),
      ending: 'reuse',
    }),
    response({ fault: missingDone({ finishReason: false }), pieces: answered, ending: 'reuse' }),
  ],
}
