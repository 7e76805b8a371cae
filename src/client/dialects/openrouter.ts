import type { ErrorClass } from '../../protocol/errorClass.ts'
import type { Dialect, Word } from './dialect.ts'

const page = 'openrouter.ai/docs/api_reference/errors-and-debugging'

const allOf = (errorClass: ErrorClass, source: string, words: readonly string[]): Word[] =>
  words.map((word) => ({ word, errorClass, source }))

const types = `${page}#typed-error-codes`
const availability = `${page}#availability-codes`
const limits = 'openrouter.ai/docs/api_reference/limits; developersdigest.tech/errors/api/openrouter'

/**
 * The status stands in `error.code`, also where 200 went out already. What happened stands in `error.metadata`
 * (`error_type`, `limit_source`; `flagged_input` and `patterns` are there only if a filter spoke) and in
 * `error.availability.code`.
 */
export const openrouter: Dialect = {
  provider: 'openrouter',
  words: [
    ...allOf('auth', types, ['authentication', 'authentication_error']),
    ...allOf('quota_exhausted', types, ['payment_required', 'token_limit_exceeded', 'billing_error']),
    ...allOf('context_length', types, ['context_length_exceeded']),
    ...allOf('content_policy', types, ['content_policy_violation', 'refusal']),
    ...allOf('content_policy', `${page}#moderation-errors`, ['metadata.flagged_input']),
    ...allOf('content_policy', `${page}#guardrail-errors`, ['metadata.patterns']),
    ...allOf('overloaded', types, ['provider_overloaded', 'overloaded_error']),
    ...allOf('server_error', types, ['provider_unavailable']),
    ...allOf('timeout', types, ['timeout', 'timeout_error']),
    ...allOf('invalid_request', types, ['max_tokens_exceeded', 'string_too_long', 'precondition_failed']),
    ...allOf('invalid_request', types, ['payload_too_large', 'unprocessable', 'invalid_image', 'image_too_large']),
    ...allOf('invalid_request', types, ['image_too_small', 'unsupported_image_format', 'image_not_found']),
    ...allOf('invalid_request', types, ['image_download_failed']),
    ...allOf('not_found', types, ['not_found', 'not_found_error']),
    ...allOf('not_found', availability, ['model_not_found', 'wrong_endpoint', 'no_endpoints', 'model_deprecated']),
    ...allOf('not_found', availability, ['model_unavailable_upstream', 'privacy_restricted', 'constraint_filtered']),
    ...allOf('not_found', availability, ['free_variant_ended']),
    ...allOf('overloaded', availability, ['capacity_exhausted', 'temporarily_unavailable']),
    ...allOf('permission', availability, ['region_restricted']),
    // Running requests have set all the credit aside: this 402 is one to wait for.
    ...allOf('rate_limited', limits, ['openrouter_in_flight_budget']),
    ...allOf('rate_limited', 'open-webui/computer#293', ['upstream_provider_shared_pool']),
    // A day's share of the free models; the key pays for the others as before.
    ...allOf('rate_limited', 'Avarok-Cybersecurity/atlas#543', ['openrouter_free_tier_daily']),
    ...allOf('quota_exhausted', 'open-assistant-org/open-assistant#80', ['openrouter_credits']),
    ...allOf('quota_exhausted', limits, ['openrouter_key_limit', 'openrouter_guardrail_budget']),
    ...allOf('quota_exhausted', limits, ['openrouter_workspace_budget']),
    { word: 'rate_limit_exceeded', errorClass: 'rate_limited', yieldsTo: 'sentence', source: types },
    { word: 'rate_limit_error', errorClass: 'rate_limited', yieldsTo: 'sentence', source: types },
    { word: 'permission_denied', errorClass: 'permission', yieldsTo: 'sentence', source: types },
    { word: 'permission_error', errorClass: 'permission', yieldsTo: 'status', source: types },
    { word: 'invalid_prompt', errorClass: 'invalid_request', yieldsTo: 'sentence', source: types },
    { word: 'invalid_request', errorClass: 'invalid_request', yieldsTo: 'sentence', source: types },
    { word: 'invalid_request_error', errorClass: 'invalid_request', yieldsTo: 'status', source: types },
    { word: 'server', errorClass: 'server_error', yieldsTo: 'status', source: types },
    { word: 'unmapped', errorClass: 'server_error', yieldsTo: 'status', source: types },
    { word: 'api_error', errorClass: 'server_error', yieldsTo: 'status', source: types },
    { word: 'finish_reason:error', errorClass: 'server_error', yieldsTo: 'status', source: 'maximhq/bifrost#5425' },
  ],
  sentences: [
    { sentence: /insufficient credits/i, errorClass: 'quota_exhausted', source: 'Gitlawb/openclaude#43' },
    { sentence: /no auth credentials found/i, errorClass: 'auth', source: 'musistudio/claude-code-router#227' },
    { sentence: /is not a valid model id/i, errorClass: 'not_found', source: 'OpenRouterTeam/openrouter-examples#74' },
    { sentence: /no endpoints (found|available)/i, errorClass: 'not_found', source: 'lastmile-ai/mcp-agent#237' },
    { sentence: /^request blocked:/i, errorClass: 'content_policy', source: `${page}#guardrail-errors` },
  ],
  requestIdHeaders: ['x-generation-id'],
}
