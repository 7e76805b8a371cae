import { draw } from '../../faults/distribution.ts'
import { markMessages } from '../../protocol/callMarker.ts'
import type { ChatMessage } from '../../protocol/chat.ts'
import { createRandom } from '../../runtime/index.ts'
import type { PlannedModel, PlannedWorkload } from './planInput.ts'

/** So many different lengths; enough that a percentile of them is one. */
const mostPrompts = 500
const bytesPerToken = 4
/** Prompts as long as the workload says, in an order that chance gave: a quota counts the bytes of a request, by fours. */
export function planPrompts(
  { inputTokens: tokens, maxTokens }: PlannedWorkload,
  models: readonly PlannedModel[],
  seed: number,
): readonly (readonly ChatMessage[])[] {
  const aroundBytes = bytesAround(models[0]!.id, maxTokens)
  const isOne = 'median' in tokens && tokens.sigma === 0
  const random = createRandom(seed).stream('plan prompts')
  return Array.from({ length: isOne ? 1 : mostPrompts }, () => {
    const bytes = Math.max(1, Math.round(draw(tokens, random)) * bytesPerToken - aroundBytes)
    return [{ role: 'user' as const, content: 'x'.repeat(bytes) }]
  })
}

/** What a request says beside its prompt: model, limits, the mark of a call. */
function bytesAround(model: string, maxTokens: number): number {
  const messages = markMessages([{ role: 'user', content: '' }], 1_000)
  const body = { model, messages, max_tokens: maxTokens, stream: true, stream_options: { include_usage: true } }
  return Buffer.byteLength(JSON.stringify(body))
}
