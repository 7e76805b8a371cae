import { classOfStatus } from '../../client/statusClass.ts'
import type { ChatCompletion } from '../../protocol/chat.ts'
import type { ErrorClass } from '../../protocol/errorClass.ts'
import { tokenCountsOf } from '../../protocol/money/usage.ts'
import { TransportError } from '../../runtime/index.ts'
import type { BenchCall, MeasuredCall } from './benchClient.ts'
import { rounded, unmeasured } from './unmeasured.ts'

/** What is asked where no client is: whole answers only. */
export function bareBody({ model, messages, maxTokens }: BenchCall): string {
  return JSON.stringify({ model, messages, max_tokens: maxTokens })
}

/** Of a measurement, what the answer alone decides. */
export type AnswerFacts = Pick<
  MeasuredCall,
  'outcome' | 'errorClass' | 'reason' | 'status' | 'inputTokens' | 'outputTokens' | 'truncated'
>

/** What an answer says to which nobody adds anything. */
export function factsOf(status: number, text: string): AnswerFacts {
  if (status !== 200) return refused(classOfStatus(status), 'status', status)
  const read = completionIn(text)
  if (read === undefined) return refused('protocol', 'bad_json', status)
  const counts = tokenCountsOf(read.usage)
  return {
    outcome: 'ok-first-try',
    errorClass: null,
    reason: null,
    status: null,
    inputTokens: counts === undefined ? null : counts.input + counts.cachedInput + counts.cacheWrite,
    outputTokens: counts === undefined ? null : counts.output + counts.reasoning,
    truncated: read.choices[0]?.finish_reason === 'length',
  }
}

/** `connectMs`: until the request went out. */
export function bareAnswer(facts: AnswerFacts, endedMs: number, connectMs: number, call: BenchCall): MeasuredCall {
  if (facts.outcome === 'failed') return { ...unmeasured, ...facts, endedMs, attempts: 1 }
  return {
    ...unmeasured,
    ...facts,
    endedMs,
    connectMs: rounded(connectMs),
    waitedMs: 0,
    model: call.model,
    attempts: 1,
    wastedUsd: '0',
  }
}

function refused(errorClass: ErrorClass, reason: string, status: number): AnswerFacts {
  return { outcome: 'failed', errorClass, reason, status, inputTokens: null, outputTokens: null, truncated: false }
}

function completionIn(text: string): ChatCompletion | undefined {
  try {
    const read = JSON.parse(text) as Partial<ChatCompletion> | null
    return Array.isArray(read?.choices) ? (read as ChatCompletion) : undefined
  } catch {
    return undefined
  }
}

/** Throws what no transport throws: a bug. */
export function bareFailure(error: unknown, endedMs: number): MeasuredCall {
  if (!(error instanceof TransportError)) throw error
  return failed(endedMs, error.kind === 'timeout' ? 'timeout' : 'network', error.kind)
}

export function bareCancelled(endedMs: number): MeasuredCall {
  return { ...failed(endedMs, 'aborted', 'caller'), outcome: 'cancelled' }
}

function failed(endedMs: number, errorClass: ErrorClass, reason: string): MeasuredCall {
  return { ...unmeasured, endedMs, attempts: 1, errorClass, reason }
}
