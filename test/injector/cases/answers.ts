import { catalogue } from '../../../src/faults/index.ts'
import { answered, chunked, events, later, streamed } from '../healthy.ts'
import { atOnce, head } from '../http.ts'
import { response } from '../response.ts'
import { worded } from '../worded.ts'

const { errorInSuccess, invalidJson, latency, missingDone } = catalogue

const withLength = (type: string, body: string) =>
  atOnce(head(200, { 'content-type': type, 'content-length': body.length }), body)

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
      fault: invalidJson({ form: 'noChoices' }),
      pieces: withLength('application/json', '{"id":"chatcmpl-1","object":"chat.completion","choices":[]}'),
      ending: 'reuse',
    }),
  ],
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
