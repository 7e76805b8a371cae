import { scanJson, type Expected, type Keys } from './scanJson.ts'

/** A JSON text that was read: what it says, and on which line it says what. */
export interface JsonDocument {
  readonly value: unknown
  /** From 1; undefined for what does not stand there. Of a key that stands twice, the one that counts: the last. */
  lineOf(keys: Keys): number | undefined
  /** The first key that stands twice in one object: whoever reads it sees the last, whoever wrote it may mean the first. */
  keyTwice(): KeyTwice | undefined
}

interface KeyTwice {
  readonly keys: Keys
  readonly lines: readonly [first: number, second: number]
}

/** The text is no JSON. */
export class NotJson extends Error {
  override readonly name = 'NotJson'
  /** From 1, both; columns in UTF-16 units. */
  readonly position: { readonly line: number; readonly column: number }
  readonly expected: Expected
  /** What stands there instead, a few characters of it; empty at the end of the text. */
  readonly found: string

  constructor(text: string, offset: number, expected: Expected) {
    super(`not JSON at offset ${offset}: expected ${expected}`)
    this.position = { line: lineAt(text, offset), column: offset - text.lastIndexOf('\n', offset - 1) }
    this.expected = expected
    this.found = text.slice(offset, offset + 12).split(/\s/, 1)[0]!
  }
}

/** Throws `NotJson`. */
export function readJson(text: string): JsonDocument {
  return { value: valueOf(text), lineOf: (keys) => lineOf(text, keys), keyTwice: () => keyTwice(text) }
}

function valueOf(text: string): unknown {
  try {
    return JSON.parse(text) as unknown
  } catch (error) {
    const fault = scanJson(text, () => {})
    if (fault === undefined) throw error
    throw new NotJson(text, fault.offset, fault.expected)
  }
}

function lineOf(text: string, keys: Keys): number | undefined {
  let found: number | undefined
  scanJson(text, (path, offset) => {
    if (path.length === keys.length && path.every(({ key }, depth) => key === keys[depth])) found = offset
  })
  return found === undefined ? undefined : lineAt(text, found)
}

function keyTwice(text: string): KeyTwice | undefined {
  const offsets = new Map<string, number>()
  let twice: KeyTwice | undefined
  scanJson(text, (path, offset) => {
    const keys = path.map(({ key }) => key)
    const name = JSON.stringify(keys)
    const before = offsets.get(name)
    if (before !== undefined) twice ??= { keys, lines: [lineAt(text, before), lineAt(text, offset)] }
    offsets.set(name, offset)
  })
  return twice
}

function lineAt(text: string, offset: number): number {
  return text.slice(0, offset).split('\n').length
}
