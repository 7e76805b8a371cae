import { nearest } from '../../messages/nearest.ts'
import { errorClasses } from '../../protocol/errorClass.ts'
import { checkSignal } from '../checkCall.ts'
import { checkNames, shown, type NamesOf } from '../checkNames.ts'
import { ClientOptionsError } from '../optionsError.ts'
import type { ChatRequest } from '../request.ts'
import type { BatchOptions, ChatRequests } from './batch.ts'

const names: NamesOf<BatchOptions> = { concurrency: 1, signal: 1, deadlineMs: 1, onItem: 1, stopOn: 1 }

/** Throws a `ClientOptionsError` for a batch that could never run as it was meant. */
export function checkBatch(requests: ChatRequests, options: BatchOptions): void {
  if (options instanceof AbortSignal)
    throw new ClientOptionsError('the options of the batch are an AbortSignal: give it a name, { signal }')
  checkNames('the batch', options, names)
  const { concurrency, deadlineMs, onItem, signal, stopOn } = options
  if (!isIterable(requests))
    throw new ClientOptionsError(`a batch is ${kindOf(requests)}, expected an iterable of requests: [{ messages }, …]`)
  if (concurrency !== undefined && concurrency !== Infinity && !(Number.isInteger(concurrency) && concurrency >= 1))
    throw new ClientOptionsError(`batch: concurrency is ${shown(concurrency)}, expected a whole number from 1`)
  if (deadlineMs !== undefined && !(typeof deadlineMs === 'number' && deadlineMs >= 1))
    throw new ClientOptionsError(`batch: deadlineMs is ${shown(deadlineMs)}, expected a number of ms from 1`)
  if (onItem !== undefined && typeof onItem !== 'function')
    throw new ClientOptionsError(`batch: onItem is ${kindOf(onItem)}, expected a function`)
  if (signal !== undefined && signal !== null) checkSignal(signal)
  if (stopOn !== undefined) checkClasses(stopOn)
}

function checkClasses(stopOn: unknown): void {
  if (!Array.isArray(stopOn))
    throw new ClientOptionsError(`batch: stopOn is ${kindOf(stopOn)}, expected a list of error classes: ['budget']`)
  const known: readonly unknown[] = errorClasses
  const unknown: unknown = stopOn.find((name) => !known.includes(name))
  if (stopOn.every((name) => known.includes(name))) return
  const meant = typeof unknown === 'string' ? nearest(unknown, errorClasses) : undefined
  const hint = meant === undefined ? '' : `. Did you mean ${JSON.stringify(meant)}?`
  const what = typeof unknown === 'string' ? JSON.stringify(unknown) : kindOf(unknown)
  throw new ClientOptionsError(
    `batch: stopOn has ${what}, which is no error class${hint} (known: ${errorClasses.join(', ')})`,
  )
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
