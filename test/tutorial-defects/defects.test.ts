import { expect, test } from 'vitest'
import { showRight, type Defect } from '../support/defectTable.ts'
import { apiKey } from './apiKey.ts'
import { batch } from './batch.ts'
import { chatCompletion } from './chatCompletion.ts'
import { chatWithFallback } from './chatWithFallback.ts'
import { loadBalancer } from './loadBalancer.ts'
import { modelsPriority } from './modelsPriority.ts'
import { rateLimiter } from './rateLimiter.ts'
import { robustSession } from './robustSession.ts'
import { smartRetry } from './smartRetry.ts'

/** The tutorial's sections, and what the code that it prints there does wrong. */
const sections: readonly (readonly [section: string, defects: readonly Defect[]])[] = [
  ['HolySheepAIClient.chat_completion', chatCompletion],
  ['HolySheepAIClient.chat_with_fallback', chatWithFallback],
  ['MODELS_PRIORITY', modelsPriority],
  ['SmartRetryClient.smart_retry', smartRetry],
  ['SmartRetryClient.batch_process', batch],
  ['ModelLoadBalancer', loadBalancer],
  ['validate_api_key', apiKey],
  ['RateLimiter', rateLimiter],
  ['create_robust_session, RobustHolySheepClient', robustSession],
]

for (const [section, defects] of sections) showRight(section, defects)

test('all 47 defects have a row, in their order, none twice, and each row shows something', () => {
  const rows = sections.flatMap(([, defects]) => defects)
  expect(rows.map(({ number }) => number)).toEqual(Array.from({ length: 47 }, (_, index) => index + 1))
  expect(rows.filter(({ right }) => right.length === 0)).toEqual([])
})
