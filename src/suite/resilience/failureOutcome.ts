import type { CallOutcome } from '../../history/index.ts'

/** What a client threw, as its caller got it. SDKs put the HTTP status into `status` or `statusCode`. */
export function failureOutcome(error: unknown): CallOutcome {
  const message = error instanceof Error ? `${error.name}: ${error.message}` : String(error)
  return { ok: false, errorClass: null, message, status: statusOf(error), retryAtMs: null }
}

function statusOf(error: unknown): number | null {
  if (typeof error !== 'object' || error === null) return null
  const { status, statusCode } = error as { status?: unknown; statusCode?: unknown }
  return [status, statusCode].find(isStatus) ?? null
}

function isStatus(value: unknown): value is number {
  return Number.isInteger(value) && (value as number) >= 100 && (value as number) < 600
}
