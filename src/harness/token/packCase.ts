import { deflateRawSync, inflateRawSync } from 'node:zlib'
import { canonicalCase, type Case } from '../counterexample/case.ts'
import { dictionary } from './dictionary.ts'

/** A case of 10,000 rules has some 1 MB; what inflates to more was made to hurt. */
const mostBytes = 1024 * 1024

/** Deeper than any script goes, and far from where a recursion would end. */
const deepest = 64

/** A case as a word of letters, digits, `-` and `_`. */
export function packCase(given: Case): string {
  return deflateRawSync(canonicalCase(given), { dictionary, level: 9 }).toString('base64url')
}

/** What the word holds, not checked yet; undefined if it holds no JSON, or more of it than a case may have. */
export function unpackCase(packed: string): unknown {
  try {
    const bytes = inflateRawSync(Buffer.from(packed, 'base64url'), { dictionary, maxOutputLength: mostBytes })
    const value: unknown = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes))
    return isShallow(value) ? value : undefined
  } catch {
    return undefined
  }
}

function isShallow(root: unknown): boolean {
  const open = [{ value: root, depth: 0 }]
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    if (typeof next.value !== 'object' || next.value === null) continue
    if (next.depth >= deepest) return false
    for (const value of Object.values(next.value)) open.push({ value, depth: next.depth + 1 })
  }
  return true
}
