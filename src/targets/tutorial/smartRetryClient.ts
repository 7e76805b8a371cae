import type { ChatMessage } from '../../protocol/chat.ts'
import type { HolySheepClient } from './holySheepClient.ts'
import type { PythonProcess } from './pythonProcess.ts'
import type { Result } from './result.ts'

/** Everything else, 500 and 502 included, goes to the next model at once (defect 17). */
const rateLimitCodes = new Set([429, 503, 504])
const maxRetriesPerModel = 3
const pauseSeconds = 0.5
const preferredModel = 'deepseek-chat'

/** `SmartRetryClient.smart_retry` from behind the line that fails in print: `models` is what that line should give. */
export async function smartRetry(
  process: PythonProcess,
  client: HolySheepClient,
  models: readonly string[],
  messages: readonly ChatMessage[],
): Promise<Result> {
  for (const model of preferredFirst(models)) {
    for (let attempt = 0; attempt < maxRetriesPerModel; attempt += 1) {
      const result = await client.chatCompletion(messages, model)
      if (result.success) return result
      if (!rateLimitCodes.has(result.statusCode ?? 0)) break
      // 2, 4, 6 s, whatever the server asks for, and after the last try too (defects 18 and 19).
      await process.sleep((attempt + 1) * 2)
    }
    await process.sleep(pauseSeconds)
  }
  // All causes are lost (defect 23).
  return { success: false, message: 'Tất cả mô hình đều không khả dụng sau khi retry' }
}

function preferredFirst(models: readonly string[]): string[] {
  if (!models.includes(preferredModel)) return [...models]
  return [preferredModel, ...models.filter((model) => model !== preferredModel)]
}
