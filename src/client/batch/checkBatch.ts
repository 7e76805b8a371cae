import { ClientOptionsError } from '../optionsError.ts'
import type { ChatRequest } from '../request.ts'
import type { BatchOptions, ChatRequests } from './batch.ts'

/** Throws a `ClientOptionsError` for a batch that could never run as it was meant. */
export function checkBatch(requests: ChatRequests, { concurrency, deadlineMs, onItem }: BatchOptions): void {
  if (!isIterable(requests))
    throw new ClientOptionsError(`a batch is ${kindOf(requests)}, expected an iterable of requests: [{ messages }, …]`)
  if (concurrency !== undefined && concurrency !== Infinity && !(Number.isInteger(concurrency) && concurrency >= 1))
    throw new ClientOptionsError(`batch: concurrency is ${String(concurrency)}, expected a whole number from 1`)
  if (deadlineMs !== undefined && !(typeof deadlineMs === 'number' && deadlineMs >= 1))
    throw new ClientOptionsError(`batch: deadlineMs is ${String(deadlineMs)}, expected a number of ms from 1`)
  if (onItem !== undefined && typeof onItem !== 'function')
    throw new ClientOptionsError(`batch: onItem is ${kindOf(onItem)}, expected a function`)
}

/** A batch of plain prompts is the likeliest slip; sent as it is, each would be a request without messages. */
export function checkRequest(request: unknown, index: number): asserts request is ChatRequest {
  if (typeof request !== 'object' || request === null || !('messages' in request))
    throw new ClientOptionsError(
      `request ${index} of the batch is ${kindOf(request)}, expected { messages: [{ role: 'user', content: '…' }] }`,
    )
}

function isIterable(value: unknown): boolean {
  return typeof value === 'object' && value !== null && (Symbol.iterator in value || Symbol.asyncIterator in value)
}

function kindOf(value: unknown): string {
  if (value === null || value === undefined) return String(value)
  return typeof value === 'object' ? 'an object of another kind' : `a ${typeof value}`
}
