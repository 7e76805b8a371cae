import { expect, test } from 'vitest'
import { logged, oldestPresent, since, type LogEntry } from './log.ts'

/** Entries at 1, 2, …, each of 1. */
function logOf(entries: number): LogEntry {
  let newest: LogEntry | undefined
  for (let atMs = 1; atMs <= entries; atMs += 1) newest = logged(newest, 1, atMs)
  return newest!
}

test('any entry is found, in logarithmically many steps', () => {
  const newest = logOf(4_096)
  for (let oldestMs = 1; oldestMs <= 4_096; oldestMs += 7) {
    let looks = 0
    const found = oldestPresent(newest, ({ atMs }) => {
      looks += 1
      return atMs < oldestMs
    })
    expect(found?.atMs).toBe(oldestMs)
    // Three times the binary logarithm is the bound of the structure; each step looks twice at most.
    expect(looks).toBeLessThanOrEqual(2 * 3 * 12 + 1)
  }
})

test('where all are past there is none, and nobody goes back behind the first', () => {
  expect(oldestPresent(logOf(9), () => true)).toBeUndefined()
  expect(oldestPresent(undefined, () => false)).toBeUndefined()
  expect(oldestPresent(logOf(9), () => false)?.atMs).toBe(1)
})

test('a log that forgets keeps the rest as it was', () => {
  const newest = logOf(100)
  const oldest = oldestPresent(newest, ({ atMs }) => atMs < 91)!
  const kept = since(oldest, newest)
  expect([kept.atMs, kept.length, kept.total]).toEqual([100, 10, 10])
  expect(oldestPresent(kept, () => false)).toMatchObject({ atMs: 91, length: 1, total: 1, before: undefined })
})
