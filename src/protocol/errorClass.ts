/**
 * What an answer (or its absence) means, whatever dress it comes in: the same MiniMax balance error arrives as 200, 429
 * and 500, and is one class. The union is closed: clients classify into it, and upstreams declare the truth in it.
 */
export const errorClasses = [
  'invalid_request',
  'auth',
  'permission',
  'not_found',
  'context_length',
  'content_policy',
  'rate_limited',
  'quota_exhausted',
  'overloaded',
  'server_error',
  'conflict',
  'timeout',
  'network',
  'tls_permanent',
  'tls_transient',
  'protocol',
  'unacceptable',
  'aborted',
  'circuit_open',
  'local_limit',
  'budget',
] as const

export type ErrorClass = (typeof errorClasses)[number]
