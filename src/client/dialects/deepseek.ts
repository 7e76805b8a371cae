import type { Dialect } from './dialect.ts'

const page = 'api-docs.deepseek.com/quick_start/error_codes'

/** Nearly every error of DeepSeek's has the code `invalid_request_error`: its sentences and statuses tell them apart. */
export const deepseek: Dialect = {
  provider: 'deepseek',
  words: [
    { word: 'authentication_error', errorClass: 'auth', source: 'BerriAI/litellm#10403' },
    {
      word: 'invalid_request_error',
      errorClass: 'invalid_request',
      yieldsTo: 'status',
      source: 'Aider-AI/aider#4851 (with 402); NoFxAiOS/nofx#1278 (with 400)',
    },
    { word: 'unknown_error', errorClass: 'server_error', yieldsTo: 'status', source: 'Aider-AI/aider#4851' },
  ],
  sentences: [
    { sentence: /insufficient balance/i, errorClass: 'quota_exhausted', source: `${page}; Aider-AI/aider#4851` },
    { sentence: /model not exist/i, errorClass: 'not_found', source: 'ConardLi/easy-dataset#9' },
    { sentence: /content exists risk/i, errorClass: 'content_policy', source: '666ghj/BettaFish#108' },
    { sentence: /maximum context length/i, errorClass: 'context_length', source: 'NoFxAiOS/nofx#1278' },
    { sentence: /^authentication fails/i, errorClass: 'auth', source: 'BerriAI/litellm#10403' },
    {
      sentence: /exceeds your concurrency limit/i,
      errorClass: 'rate_limited',
      source: 'tarigelamin1997/jobfetcher#42',
    },
  ],
  requestIdHeaders: ['x-ds-trace-id'],
}
