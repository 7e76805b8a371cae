import { draw } from '../../faults/distribution.ts'
import type { ChatMessage } from '../../protocol/chat.ts'
import { createRandom } from '../../runtime/index.ts'
import type { PlannedTokens } from './planInput.ts'

/** So many different lengths; enough that a percentile of them is one. */
const mostPrompts = 500
const bytesPerToken = 4
/** What a request says beside its prompt, in bytes: model, limits, the mark of the call. */
const aroundBytes = 170

/** Prompts as long as the workload says, in an order that chance gave: a quota counts the bytes of a request, by fours. */
export function planPrompts(tokens: PlannedTokens, seed: number): readonly (readonly ChatMessage[])[] {
  const isOne = 'median' in tokens && tokens.sigma === 0
  const random = createRandom(seed).stream('plan prompts')
  return Array.from({ length: isOne ? 1 : mostPrompts }, () => {
    const bytes = Math.max(1, Math.round(draw(tokens, random)) * bytesPerToken - aroundBytes)
    return [{ role: 'user' as const, content: 'x'.repeat(bytes) }]
  })
}
