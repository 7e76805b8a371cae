import type { ErrorClass } from '../protocol/errorClass.ts'

/**
 * The words by which providers name their errors (`error.code`, `error.type`, MiniMax's `base_resp.status_code`), and
 * what each means. A word goes before the status: the same balance error arrives as 200, 402, 429 and 500.
 */
const classesByWord: Readonly<Partial<Record<ErrorClass, readonly string[]>>> = {
  auth: [
    'invalid_api_key',
    'authentication_error',
    'invalid_authentication_error',
    'incorrect_api_key_error',
    'base_resp:1004',
  ],
  quota_exhausted: [
    'insufficient_quota',
    'credit_balance_exhausted',
    'organization_spend_limit_exceeded',
    'project_spend_limit_exceeded',
    'organization_usage_limit_exceeded',
    'exceeded_current_quota_error',
    'insufficient_balance_error',
    'base_resp:1008',
  ],
  not_found: ['model_not_found', 'resource_not_found_error'],
  context_length: ['context_length_exceeded'],
  content_policy: ['content_filter', 'content_policy_violation'],
  overloaded: ['engine_overloaded_error', 'server_is_overloaded', 'overloaded_error', 'slow_down', 'base_resp:1001'],
  rate_limited: ['rate_limit_exceeded', 'rate_limit_reached_error', 'rate_limit_error', 'base_resp:1002'],
  server_error: ['base_resp:1000', 'base_resp:1024', 'api_error'],
}

const classByWord = new Map<string, ErrorClass>(
  Object.entries(classesByWord).flatMap(([errorClass, words]) =>
    words.map((word) => [word, errorClass as ErrorClass] as const),
  ),
)

/** The class that a provider's word stands for; undefined for words that say nothing beyond the status. */
export function classOfWord(word: string): ErrorClass | undefined {
  return classByWord.get(word)
}
