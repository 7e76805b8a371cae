import { promisify } from 'node:util'
import { noteHeartbeat } from './heartbeats.ts'
import { LentTimeout } from './lentTimeout.ts'

const real = { setTimeout, setInterval, clearTimeout }

type Callback = (...values: unknown[]) => void

function timeout(callback: Callback, delayMs?: unknown, ...values: unknown[]): unknown {
  // Node's own says best what is wrong with it.
  if (typeof callback !== 'function') return real.setTimeout(callback)
  const made = new LentTimeout(callback, delayMs, false, values)
  noteHeartbeat(made)
  return made
}

function interval(callback: Callback, delayMs?: unknown, ...values: unknown[]): unknown {
  if (typeof callback !== 'function') return real.setInterval(callback)
  return new LentTimeout(callback, delayMs, true, values)
}

function clear(timer: unknown): void {
  const found = typeof timer === 'number' || typeof timer === 'string' ? LentTimeout.withId(Number(timer)) : timer
  if (found instanceof LentTimeout) found.close()
  else real.clearTimeout(found as NodeJS.Timeout)
}

interface SleepOptions {
  readonly signal?: AbortSignal
}

/** As `timers/promises` has it. */
function sleep<Value>(delayMs?: number, value?: Value, { signal }: SleepOptions = {}): Promise<Value | undefined> {
  if (signal?.aborted === true) return Promise.reject(abortError(signal))
  return new Promise((resolve, reject) => {
    const onAbort = () => {
      waits.close()
      reject(abortError(signal!))
    }
    const waits = new LentTimeout(
      () => {
        signal?.removeEventListener('abort', onAbort)
        resolve(value)
      },
      delayMs,
      false,
      [],
    )
    signal?.addEventListener('abort', onAbort, { once: true })
  })
}

async function* everySoOften<Value>(delayMs?: number, value?: Value, options: SleepOptions = {}) {
  for (;;) {
    await sleep(delayMs, undefined, options)
    yield value
  }
}

function abortError({ reason }: AbortSignal): Error {
  const error = new Error('The operation was aborted', { cause: reason })
  return Object.assign(error, { name: 'AbortError', code: 'ABORT_ERR' })
}

Object.defineProperty(timeout, promisify.custom, { value: sleep })

/** What stands in for `node:timers` and the globals of the same names. */
export const patchedTimers = {
  setTimeout: timeout,
  clearTimeout: clear,
  setInterval: interval,
  clearInterval: clear,
}

/** What stands in for `node:timers/promises`. */
export const patchedPromises = { setTimeout: sleep, setInterval: everySoOften }
export const patchedWait = (delayMs: number, options?: SleepOptions) => sleep(delayMs, undefined, options)

/** `AbortSignal.timeout`, which Node drives by a timer of its own. */
export function signalAfter(delayMs: number): AbortSignal {
  const controller = new AbortController()
  const fire = () => controller.abort(new DOMException('The operation was aborted due to timeout', 'TimeoutError'))
  void new LentTimeout(fire, delayMs, false, [])
  return controller.signal
}
