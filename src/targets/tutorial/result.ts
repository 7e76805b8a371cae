import type { CallOutcome } from '../../history/index.ts'

interface Success {
  readonly success: true
  readonly data: unknown
  readonly modelUsed?: string
}

interface Failure {
  readonly success: false
  /** The raw body of the upstream, whatever it holds (defect 7). */
  readonly error?: string
  readonly statusCode?: number
  readonly message?: string
  readonly errors?: readonly string[]
}

/** The dictionaries that the tutorial's clients return. */
export type Result = Success | Failure

/** What the caller gets out of it; null is Python's None, from the branch in which the tutorial's text is cut off. */
export function outcomeOf(result: Result | null): CallOutcome {
  if (result === null) return failed('None', null)
  if (result.success) return { ok: true, text: textOf(result.data), model: result.modelUsed ?? null }
  const words = [result.message, result.error, ...(result.errors ?? [])].filter((word) => word !== undefined)
  return failed(words.join('\n'), result.statusCode ?? null)
}

function failed(message: string, status: number | null): CallOutcome {
  return { ok: false, errorClass: null, message, status, retryAtMs: null }
}

/**
 * `result["data"]["choices"][0]["message"]["content"]`, or an empty text: `success` never looked at it, so an error
 * object under status 200 is a success without a text.
 */
function textOf(data: unknown): string {
  const content = (data as { choices?: { message?: { content?: unknown } }[] } | null)?.choices?.[0]?.message?.content
  return typeof content === 'string' ? content : ''
}
