import { checkNames, kindOf, type NamesOf } from './checkNames.ts'
import { ClientOptionsError } from './optionsError.ts'
import type { CallOptions, ChatRequest } from './request.ts'

const call: NamesOf<CallOptions> = {
  signal: 1,
  deadlineMs: 1,
  idempotencyKey: 1,
  callId: 1,
  prefer: 1,
  accept: 1,
}

/** Throws a `ClientOptionsError` for options of a call that are none. `deadlineMs`, `prefer` and `accept` are read elsewhere. */
export function checkCallOptions(options: CallOptions): void {
  if (options instanceof AbortSignal)
    throw new ClientOptionsError('the options of the call are an AbortSignal: give it a name, { signal }')
  if (typeof options !== 'object' || options === null) checkNames('the call', options, call)
  // No list of names is made for every call: only one that has an unknown name.
  for (const name in options) if (!Object.hasOwn(call, name)) checkNames('the call', options, call)
  const { signal, idempotencyKey } = options
  if (signal !== undefined && signal !== null) checkSignal(signal)
  if (idempotencyKey !== undefined) checkIdempotencyKey(idempotencyKey)
}

/** Throws a `ClientOptionsError` for a field that JSON would silently turn to null. */
export function checkNumbers(request: ChatRequest): void {
  for (const name in request) {
    const value = request[name]
    if (typeof value === 'number' && !Number.isFinite(value))
      throw new ClientOptionsError(`${name} of the request is ${value}, expected a finite number: JSON has no other`)
  }
}

/** By its shape: signals of other realms are signals too. */
export function checkSignal(signal: unknown): void {
  const { aborted, addEventListener } = Object(signal) as Partial<AbortSignal>
  if (typeof aborted === 'boolean' && typeof addEventListener === 'function') return
  const hint = signal instanceof AbortController ? ': pass controller.signal' : ''
  throw new ClientOptionsError(`signal is ${kindOf(signal)}, expected an AbortSignal${hint}`)
}

function checkIdempotencyKey(key: unknown): void {
  if (typeof key === 'string' && /^[!-~](?:[ -~]*[!-~])?$/.test(key)) return
  const what = key === '' ? 'empty' : typeof key === 'string' ? 'no text for a header' : kindOf(key)
  throw new ClientOptionsError(`idempotencyKey is ${what}, expected printable ASCII without spaces around it`)
}
