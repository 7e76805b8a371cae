import { LentTimeout } from './lentTimeout.ts'
import type { Patch } from './patches.ts'

/**
 * undici counts its longer time limits by one timer, a copy of undici each, which is made once and refreshed for ever: left
 * to itself it would keep the time of the run in which it was made. It is known by the name of its callback.
 */
const beatName = 'onTick'

type Callback = (...values: unknown[]) => void
type RealTimeout = NodeJS.Timeout & {
  _onTimeout: Callback | null
  readonly _idleTimeout: number
  readonly _idleNext: object | null
}

const timeouts = Object.getPrototypeOf(setTimeout(() => {}, 0)) as object
const realRefresh = Reflect.get(timeouts, 'refresh') as (this: RealTimeout) => RealTimeout

/** Those that were made while a clock was lent. */
const lentBorn = new Set<LentTimeout>()
/** Those that were made before, each with what beats in its place while a clock is lent. */
const standIns = new Map<RealTimeout, { readonly beat: Callback; readonly lent: LentTimeout }>()

export function noteHeartbeat(timeout: LentTimeout): void {
  if (timeout.callback.name === beatName) lentBorn.add(timeout)
}

export function heartbeatsKnown(): number {
  return lentBorn.size + standIns.size
}

export function isHeartbeat(timeout: LentTimeout): boolean {
  return timeout.callback.name === beatName
}

/** A clock has just been lent: what beats in real time beats by it from now on. */
export function beatVirtually(): void {
  for (const lent of lentBorn) if (lent.isWaiting) lent.refresh()
  for (const [real, { lent }] of standIns) {
    // Whether it was waiting: Node keeps those in lists.
    if (real._idleNext !== null && !lent.isWaiting) lent.refresh()
    real._onTimeout = onTick
  }
}

/** The clock was taken back: what still beats goes on in real time. */
export function beatReally(): void {
  for (const lent of lentBorn) if (lent.isWaiting) lent.refresh()
  for (const [real, { beat, lent }] of standIns) {
    real._onTimeout = beat
    if (lent.isWaiting) realRefresh.call(real)
    lent.close()
  }
}

/** In the place of a beat in real time while a clock is lent; by its name it is known as well. */
const onTick: Callback = () => {}

function refreshed(this: RealTimeout): RealTimeout {
  const beat = this._onTimeout
  if (beat?.name !== beatName) return realRefresh.call(this)
  const known = standIns.get(this)
  if (known !== undefined) {
    known.lent.refresh()
    return this
  }
  standIns.set(this, { beat, lent: new LentTimeout(beat, this._idleTimeout, false, []) })
  this._onTimeout = onTick
  return this
}

export const heartbeatPatches: readonly Patch[] = [[timeouts, 'refresh', refreshed]]
