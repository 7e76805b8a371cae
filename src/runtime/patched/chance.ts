import { randomBytes as realBytes } from 'node:crypto'
import type { RandomStream } from '../random.ts'

type Filled = ArrayBufferView & { readonly buffer: ArrayBufferLike }

/** What stands in for the chances of a process: the same seed deals the same. */
export interface PatchedChance {
  readonly random: RandomStream
  readonly fill: <View extends Filled>(view: View) => View
  readonly uuid: () => `${string}-${string}-${string}-${string}-${string}`
  readonly bytes: (size: number, callback?: (error: Error | null, bytes: Buffer) => void) => Buffer | undefined
}

export function patchedChance(random: RandomStream): PatchedChance {
  const fill = <View extends Filled>(view: View): View => {
    const bytes = new Uint8Array(view.buffer, view.byteOffset, view.byteLength)
    for (let index = 0; index < bytes.length; index += 1) bytes[index] = Math.floor(random() * 256)
    return view
  }
  return {
    random,
    fill,
    uuid: () => {
      const bytes = fill(Buffer.alloc(16))
      bytes[6] = (bytes[6]! & 0x0f) | 0x40 // version 4 (RFC 9562 section 5.4)
      bytes[8] = (bytes[8]! & 0x3f) | 0x80
      const hex = bytes.toString('hex')
      return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`
    },
    bytes: (size, callback) => {
      // What Node refuses, it says best itself.
      if (!Number.isInteger(size) || size < 0) return realBytes(size)
      const made = fill(Buffer.alloc(size))
      if (callback === undefined) return made
      process.nextTick(callback, null, made)
      return undefined
    },
  }
}
