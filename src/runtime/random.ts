import { randomUUID } from 'node:crypto'

/** A stream of numbers in [0, 1), fully determined by the seed and its key. */
export type RandomStream = () => number

/**
 * Chance, dealt by identity: `stream(callId, attempt, 'jitter')` gives the same numbers whatever else was drawn, so
 * that one extra draw anywhere never re-deals the others.
 */
export interface Random {
  stream(...key: (string | number)[]): RandomStream
  /** A name that nothing else has, as 32 hex digits: for idempotency keys. */
  identity(...key: (string | number)[]): string
}

/** Chance for rehearsals: the same seed deals the same numbers and names. */
export function createRandom(seed: number): Random {
  return {
    stream: (...key) => lazily(() => mulberry32(hashOfKey(String(seed), key))),
    identity: (...key) => hashesAround(`${seed}/${key.join('/')}`),
  }
}

/** Most streams are never drawn from: their key is hashed at the first draw. */
function lazily(open: () => RandomStream): RandomStream {
  let stream: RandomStream | undefined
  return () => (stream ??= open())()
}

/** Two digits for each byte: `toString(16)` takes ten times as long. */
const hexOfByte = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, '0'))

function hex32(word: number): string {
  const high = hexOfByte[word >>> 24]! + hexOfByte[(word >>> 16) & 0xff]!
  return high + hexOfByte[(word >>> 8) & 0xff]! + hexOfByte[word & 0xff]!
}

/** Some 74 random bits, drawn when the first name is asked for: a name for each call costs a count then, not a draw. */
let prefix: string | undefined
let named = 0
const thisProcess = (): string => (prefix ??= randomUUID().replaceAll('-', '').slice(-20))

/** Chance for production: nothing repeats, and identities are unique across processes. */
export const systemRandom: Random = {
  stream: () => Math.random,
  identity: () => thisProcess() + (named += 1).toString(16).padStart(12, '0'),
}

/** A seed nobody chose, for runs that were given none; it is printed, so that the run can be repeated. */
export function freshSeed(): number {
  return Math.floor(Math.random() * 0x1000000)
}

/**
 * MurmurHash3's mixing over UTF-16 units (the `xmur3` construction): 32 well spread bits from any key. Of the parts with a
 * slash behind the seed and between each two, which are not put together for it.
 */
function hashOfKey(seed: string, key: readonly (string | number)[]): number {
  let units = seed.length + Math.max(1, key.length)
  for (const part of key) units += typeof part === 'string' ? part.length : String(part).length
  let hash = mixedText(hashStart ^ units, seed)
  if (key.length === 0) hash = mixed(hash, slash)
  for (const part of key) hash = mixedText(mixed(hash, slash), typeof part === 'string' ? part : String(part))
  return finished(hash)
}

/** The hashes of the text alone, behind a number sign, before one, and between two: 128 bits, in one pass. */
function hashesAround(text: string): string {
  const units = text.length
  let alone = hashStart ^ units
  let behind = mixed(hashStart ^ (units + 1), numberSign)
  let before = hashStart ^ (units + 1)
  let between = mixed(hashStart ^ (units + 2), numberSign)
  for (let index = 0; index < units; index += 1) {
    const unit = text.charCodeAt(index)
    alone = mixed(alone, unit)
    behind = mixed(behind, unit)
    before = mixed(before, unit)
    between = mixed(between, unit)
  }
  const ended = [alone, behind, mixed(before, numberSign), mixed(between, numberSign)]
  return (
    hex32(finished(ended[0]!)) + hex32(finished(ended[1]!)) + hex32(finished(ended[2]!)) + hex32(finished(ended[3]!))
  )
}

const hashStart = 1779033703
const slash = 47
const numberSign = 35

function mixed(hash: number, unit: number): number {
  const multiplied = Math.imul(hash ^ unit, 3432918353)
  return (multiplied << 13) | (multiplied >>> 19)
}

function mixedText(start: number, text: string): number {
  let hash = start
  for (let index = 0; index < text.length; index += 1) hash = mixed(hash, text.charCodeAt(index))
  return hash
}

function finished(mixedHash: number): number {
  let hash = Math.imul(mixedHash ^ (mixedHash >>> 16), 2246822507)
  hash = Math.imul(hash ^ (hash >>> 13), 3266489909)
  return (hash ^ (hash >>> 16)) >>> 0
}

/** Mulberry32 (Tommy Ettinger, public domain): one 32-bit state, passes gjrand, integer arithmetic only. */
function mulberry32(state: number): RandomStream {
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}
