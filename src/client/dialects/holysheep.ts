import type { Dialect } from './dialect.ts'

const blog = 'holysheep.ai/articles (the vendor’s blog; not checked live)'
const tutorial = 'the tutorial (not checked live)'

/** A gateway: beside its own words it hands on those of whatever provider stands behind it. */
export const holysheep: Dialect = {
  provider: 'holysheep',
  words: [
    { word: 'invalid_api_key', errorClass: 'auth', source: tutorial },
    { word: 'authentication_error', errorClass: 'auth', source: tutorial },
    { word: 'insufficient_quota', errorClass: 'quota_exhausted', source: blog },
    { word: 'model_not_found', errorClass: 'not_found', source: blog },
    { word: 'rate_limit_exceeded', errorClass: 'rate_limited', yieldsTo: 'sentence', source: blog },
    { word: 'rate_limit_error', errorClass: 'rate_limited', yieldsTo: 'sentence', source: blog },
    { word: 'server_error', errorClass: 'server_error', yieldsTo: 'status', source: blog },
    { word: 'invalid_request_error', errorClass: 'invalid_request', yieldsTo: 'status', source: blog },
  ],
  sentences: [
    { sentence: /insufficient balance/i, errorClass: 'quota_exhausted', source: blog },
    { sentence: /upstream is overloaded/i, errorClass: 'overloaded', source: blog },
  ],
  requestIdHeaders: ['x-request-id'],
}
