import { catalogue } from '../../../src/faults/index.ts'
import { answered } from '../healthy.ts'
import { atOnce, json } from '../http.ts'
import { response } from '../response.ts'
import { seen, worded } from '../worded.ts'

const { invalidApiKey, keyRequired, modelNotFound, overloaded, providerAnswer, quotaExhausted, serverError, status } =
  catalogue

const plain = (code: number) => ({ error: { message: `HTTP ${code}`, type: null, param: null, code: null } })

/** One provider's words once more, written out: the fixture itself must not change unseen. */
const outOfMoney =
  'HTTP/1.1 402 Payment Required\r\ncontent-type: application/json\r\ncontent-length: 111\r\n\r\n' +
  '{"error":{"message":"Insufficient Balance","type":"unknown_error","param":null,"code":"invalid_request_error"}}'

export const refusals = {
  invalidApiKey: worded('invalidApiKey', (provider) => invalidApiKey({ provider })),
  keyRequired: [response({ fault: keyRequired({}), pieces: answered, ending: 'reuse' })],
  modelNotFound: worded('modelNotFound', (provider) => modelNotFound({ provider })),
  overloaded: worded('overloaded', (provider) => overloaded({ provider })),
  providerAnswer: seen((answer) => providerAnswer({ answer })),
  quotaExhausted: [
    ...worded('quotaExhausted', (provider) => quotaExhausted({ provider })),
    response({ fault: quotaExhausted({ provider: 'deepseek' }), pieces: atOnce(outOfMoney), ending: 'reuse' }),
  ],
  serverError: worded('serverError', (provider) => serverError({ provider })),
  status: [
    ...[400, 401, 402, 403, 404, 405, 408, 409, 413, 422, 425, 429, 500, 502, 503, 504, 529].map((code) =>
      response({ fault: status({ status: code }), pieces: atOnce(json(code, plain(code))), ending: 'reuse' }),
    ),
    response({
      fault: status({ status: 503, retryAfterSeconds: 2 }),
      pieces: atOnce(json(503, plain(503), { 'retry-after': '2' })),
      ending: 'reuse',
    }),
  ],
}
