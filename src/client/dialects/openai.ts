import type { Dialect } from './dialect.ts'

const page = 'developers.openai.com/docs/guides/error-codes'
const billing = `${page} (2026); learn.microsoft.com dev-proxy/concepts/openai-insufficient-quota`

export const openai: Dialect = {
  provider: 'openai',
  words: [
    { word: 'invalid_api_key', errorClass: 'auth', source: page },
    { word: 'insufficient_quota', errorClass: 'quota_exhausted', source: 'koa-fin/sep#2' },
    { word: 'credit_balance_exhausted', errorClass: 'quota_exhausted', source: billing },
    { word: 'organization_spend_limit_exceeded', errorClass: 'quota_exhausted', source: billing },
    { word: 'project_spend_limit_exceeded', errorClass: 'quota_exhausted', source: billing },
    { word: 'organization_usage_limit_exceeded', errorClass: 'quota_exhausted', source: billing },
    { word: 'model_not_found', errorClass: 'not_found', source: 'timkmecl/chatgpt-vscode#45' },
    { word: 'context_length_exceeded', errorClass: 'context_length', source: 'vasilecampeanu/obsidian-weaver#44' },
    { word: 'content_filter', errorClass: 'content_policy', source: 'langroid/langroid#659 (Azure OpenAI)' },
    { word: 'server_is_overloaded', errorClass: 'overloaded', source: page },
    { word: 'slow_down', errorClass: 'overloaded', source: page },
    {
      word: 'unsupported_country_region_territory',
      errorClass: 'permission',
      source: 'home-assistant/core#120072',
    },
    // "Request too large for gpt-4o" bears this code too, and no wait makes it fit (CodeBoarding#42).
    { word: 'rate_limit_exceeded', errorClass: 'rate_limited', yieldsTo: 'sentence', source: 'gpt-measured#608' },
    { word: 'rate_limit_error', errorClass: 'rate_limited', yieldsTo: 'sentence', source: page },
    { word: 'service_unavailable_error', errorClass: 'overloaded', yieldsTo: 'sentence', source: page },
    { word: 'invalid_prompt', errorClass: 'invalid_request', yieldsTo: 'sentence', source: 'microsoft/PyRIT#1463' },
    { word: 'tokens', errorClass: 'rate_limited', yieldsTo: 'status', source: 'gpt-measured#608' },
    { word: 'requests', errorClass: 'rate_limited', yieldsTo: 'status', source: page },
    { word: 'request_forbidden', errorClass: 'permission', yieldsTo: 'status', source: 'home-assistant/core#120072' },
    { word: 'server_error', errorClass: 'server_error', yieldsTo: 'status', source: 'sashabaranov/go-openai#69' },
    { word: 'invalid_request_error', errorClass: 'invalid_request', yieldsTo: 'status', source: page },
  ],
  sentences: [
    { sentence: /exceeded your current (token )?quota/i, errorClass: 'quota_exhausted', source: 'koa-fin/sep#2' },
    { sentence: /^request too large for/i, errorClass: 'context_length', source: 'CodeBoarding#42' },
    { sentence: /maximum context length/i, errorClass: 'context_length', source: 'vasilecampeanu/obsidian-weaver#44' },
    {
      sentence: /(?<=\bmodel\b.{1,100})\bdoes not exist/i,
      errorClass: 'not_found',
      source: 'timkmecl/chatgpt-vscode#45',
    },
    {
      sentence: /flagged as potentially violating our usage policy/i,
      errorClass: 'content_policy',
      source: 'alan-turing-institute/t0-1#69',
    },
    {
      sentence: /limited access to this content for safety reasons/i,
      errorClass: 'content_policy',
      source: 'microsoft/PyRIT#1463',
    },
    { sentence: /is currently overloaded/i, errorClass: 'overloaded', source: 'kiyoka/Sumibi#2' },
  ],
  requestIdHeaders: ['x-request-id'],
}
