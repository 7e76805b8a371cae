import type { Dialect } from './dialect.ts'

const page = 'platform.kimi.ai/docs/api/errors'
const code = 'kimi.com/code/docs/en/kimi-code/error-reference.html'

/** Moonshot's platform (`type` and `message` only, no `code`), and Kimi Code, which says 403 when a plan is used up. */
export const kimi: Dialect = {
  provider: 'kimi',
  words: [
    { word: 'invalid_authentication_error', errorClass: 'auth', source: page },
    { word: 'incorrect_api_key_error', errorClass: 'auth', source: page },
    {
      word: 'exceeded_current_quota_error',
      errorClass: 'quota_exhausted',
      source: 'MoonshotAI/Kimi-K2#5 (with 403); anomalyco/opencode#24462 (with 429)',
    },
    { word: 'resource_not_found_error', errorClass: 'not_found', source: 'mozilla-ai/any-llm#778' },
    { word: 'content_filter', errorClass: 'content_policy', source: page },
    { word: 'engine_overloaded_error', errorClass: 'overloaded', source: 'MoonshotAI/kimi-cli#2209' },
    { word: 'rate_limit_reached_error', errorClass: 'rate_limited', source: 'kimi-cc#16; MoonshotAI/kimi-cli#1599' },
    { word: 'rate_limit_error', errorClass: 'rate_limited', yieldsTo: 'sentence', source: 'earendil-works/pi#3494' },
    {
      word: 'access_terminated_error',
      errorClass: 'permission',
      yieldsTo: 'sentence',
      source: `openclaw/openclaw#142656; ${code}`,
    },
    { word: 'permission_error', errorClass: 'permission', yieldsTo: 'status', source: 'NanmiCoder/cc-haha#1208' },
    { word: 'server_error', errorClass: 'server_error', yieldsTo: 'status', source: page },
    { word: 'invalid_request_error', errorClass: 'invalid_request', yieldsTo: 'status', source: page },
  ],
  sentences: [
    { sentence: /exceeded current quota/i, errorClass: 'quota_exhausted', source: 'MoonshotAI/Kimi-K2#5' },
    {
      sentence: /suspended due to insufficient balance/i,
      errorClass: 'quota_exhausted',
      source: 'anomalyco/opencode#24462',
    },
    {
      sentence: /you['’]ve reached your [^.]{0,40}usage limit/i,
      errorClass: 'quota_exhausted',
      source: `NanmiCoder/cc-haha#1208; openclaw/openclaw#142656; ${code}`,
    },
    { sentence: /exceeded model token limit/i, errorClass: 'context_length', source: 'MoonshotAI/kimi-cli#2011' },
    { sentence: /input token length too long/i, errorClass: 'context_length', source: page },
    { sentence: /considered high risk/i, errorClass: 'content_policy', source: page },
    { sentence: /not found the model/i, errorClass: 'not_found', source: 'mozilla-ai/any-llm#778' },
    // The same sentence comes as `rate_limit_error` when a plan is used up, for twenty minutes: the breaker has to see it.
    { sentence: /engine is currently overloaded/i, errorClass: 'overloaded', source: 'earendil-works/pi#3494' },
  ],
  requestIdHeaders: [],
}
