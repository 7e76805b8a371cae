import type { Dialect } from './dialect.ts'

const page = 'platform.minimax.io/docs/api-reference/errorcode'
const commandLine = 'MiniMax-AI/cli src/errors/api.ts'

/**
 * MiniMax answers 200 and puts a number into `base_resp.status_code`; where it speaks with a status, the same number
 * ends the sentence: "insufficient balance (1008)". Either way it is read as `base_resp:1008`.
 */
export const minimax: Dialect = {
  provider: 'minimax',
  words: [
    { word: 'base_resp:1000', errorClass: 'server_error', source: page },
    { word: 'base_resp:1001', errorClass: 'overloaded', source: page },
    { word: 'base_resp:1002', errorClass: 'rate_limited', source: page },
    { word: 'base_resp:1004', errorClass: 'auth', source: page },
    { word: 'base_resp:1008', errorClass: 'quota_exhausted', source: page },
    { word: 'base_resp:1024', errorClass: 'server_error', source: page },
    { word: 'base_resp:1026', errorClass: 'content_policy', source: page },
    { word: 'base_resp:1027', errorClass: 'content_policy', source: page },
    { word: 'base_resp:1028', errorClass: 'quota_exhausted', source: commandLine },
    { word: 'base_resp:1030', errorClass: 'quota_exhausted', source: commandLine },
    { word: 'base_resp:1033', errorClass: 'server_error', source: page },
    // "token limit: please retry your requests later" is one of tokens per minute, not of the model's window.
    { word: 'base_resp:1039', errorClass: 'rate_limited', source: page },
    { word: 'base_resp:1041', errorClass: 'rate_limited', source: page },
    { word: 'base_resp:1042', errorClass: 'invalid_request', source: page },
    { word: 'base_resp:1043', errorClass: 'invalid_request', source: page },
    { word: 'base_resp:1044', errorClass: 'invalid_request', source: page },
    { word: 'base_resp:2013', errorClass: 'invalid_request', yieldsTo: 'sentence', source: page },
    { word: 'base_resp:2045', errorClass: 'rate_limited', source: page },
    { word: 'base_resp:2049', errorClass: 'auth', source: `${page}; MiniMax-AI/MiniMax-01#37` },
    // A plan's five hours are used up: for this key no retry of this call helps.
    { word: 'base_resp:2056', errorClass: 'quota_exhausted', source: `${page}; MiniMax-AI/MiniMax-M2.7#36` },
    { word: 'base_resp:2061', errorClass: 'permission', source: commandLine },
    { word: 'authorized_error', errorClass: 'auth', source: 'nearai/ironclaw#1742' },
    { word: 'authentication_error', errorClass: 'auth', source: 'egoist/chatwise-releases#1368' },
    { word: 'insufficient_balance_error', errorClass: 'quota_exhausted', source: 'modelscope#1691' },
    { word: 'overloaded_error', errorClass: 'overloaded', source: 'NousResearch/hermes-agent#10210' },
    {
      word: 'rate_limit_error',
      errorClass: 'rate_limited',
      yieldsTo: 'sentence',
      source: 'MiniMax-AI/MiniMax-M2.7#36',
    },
    { word: 'bad_request_error', errorClass: 'invalid_request', yieldsTo: 'status', source: 'rowboatlabs/rowboat#514' },
    { word: 'api_error', errorClass: 'server_error', yieldsTo: 'status', source: 'MiniMax-AI/MiniMax-M2#62' },
  ],
  sentences: [
    { sentence: /insufficient balance/i, errorClass: 'quota_exhausted', source: 'MiniMax-AI/MiniMax-M2#62' },
    { sentence: /context window exceeds limit/i, errorClass: 'context_length', source: 'rowboatlabs/rowboat#514' },
    { sentence: /\bunknown model\b/i, errorClass: 'not_found', source: 'jlcodes99/cockpit-tools#1431' },
    { sentence: /high traffic detected/i, errorClass: 'overloaded', source: 'openclaw/openclaw#69699' },
    { sentence: /currently under high load/i, errorClass: 'overloaded', source: 'NousResearch/hermes-agent#10210' },
  ],
  requestIdHeaders: ['trace-id', 'trace_id'],
}
