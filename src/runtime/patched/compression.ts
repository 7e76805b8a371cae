import type { Transform } from 'node:stream'
import { createGunzip } from 'node:zlib'
import type { Patch } from './patches.ts'

type Done = (...values: unknown[]) => void
type Step = (this: Transform, chunk: unknown, encoding: unknown, done: Done) => void

/** All of node:zlib is made of it: gzip, deflate, brotli and zstd, in either direction. */
const everyCodec = Object.getPrototypeOf(Object.getPrototypeOf(createGunzip())) as { _transform: Step }
const realTransform = everyCodec._transform

/** Those that another thread works for: nothing else in the process knows of it. */
const busy = new Set<Transform>()
const known = new WeakSet<Transform>()

/** Whether another thread is compressing or decompressing. */
export function codecsAreBusy(): boolean {
  return busy.size > 0
}

function watchedTransform(this: Transform, chunk: unknown, encoding: unknown, done: Done): void {
  busy.add(this)
  // One that fails is closed, and never done.
  if (!known.has(this)) this.once('close', () => busy.delete(this))
  known.add(this)
  realTransform.call(this, chunk, encoding, (...values) => {
    busy.delete(this)
    done(...values)
  })
}

export const codecPatches: readonly Patch[] = [[everyCodec, '_transform', watchedTransform]]
