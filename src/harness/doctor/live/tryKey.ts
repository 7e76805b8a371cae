import { checkKey, type KeyCheck } from '../../../client/index.ts'
import type { Secret } from '../../../client/secret.ts'
import { messages } from '../../../messages/index.ts'
import type { Clock, Transport } from '../../../runtime/index.ts'
import type { Finding, FindingState } from '../finding.ts'

const words = messages.doctor.live

/** What a key's answer means for a benchmark: who is asked to wait can wait. */
const stateOf: Record<KeyCheck['answer'], FindingState> = {
  valid: 'ok',
  invalid: 'broken',
  unreachable: 'broken',
  rate_limited: 'warning',
}

/** Whether the key works, by `GET /models`, which nobody bills; and whether the models that are meant are listed for it. */
export async function tryKey(
  baseURL: string,
  key: Secret,
  models: readonly string[],
  { transport, clock }: { readonly transport: Transport; readonly clock: Clock },
): Promise<readonly Finding[]> {
  const check = await checkKey({ baseURL, apiKey: key.reveal(), transport, clock })
  return [keyFinding(check), ...unlisted(check, models)]
}

function keyFinding({ answer, reason, message }: KeyCheck): Finding {
  const isUsedUp = answer === 'valid' && reason === 'quota_exhausted'
  const state = isUsedUp ? 'broken' : stateOf[answer]
  const fix = isUsedUp ? words.fixOfKey.used_up : answer === 'valid' ? null : words.fixOfKey[answer]
  return { check: 'key', state, text: words.key(message), fix }
}

function unlisted({ answer, models: listed }: KeyCheck, models: readonly string[]): Finding[] {
  const missing = models.filter((id) => !listed.includes(id))
  if (answer !== 'valid' || listed.length === 0 || missing.length === 0) return []
  return [{ check: 'models', state: 'warning', text: words.unlisted(missing, listed.length), fix: words.fixUnlisted }]
}
