import { describe, expect, test } from 'vitest'
import { meterOf, sampleOf } from '../../../../test/support/runSamples.ts'
import { historyOf, readBack, sampleHead, withFile } from '../../../../test/support/tornHistory.ts'
import type { BenchRecord } from '../../../bench/sample.ts'
import { checkedLine } from './checkedLine.ts'
import { HistoryReading } from './readHistory.ts'

const records: BenchRecord[] = [
  sampleOf(0),
  { type: 'note', atMs: 12.5, note: 'interrupted', text: 'đã dừng' },
  sampleOf(1, { reason: 'a "quoted" \u2028 line\nand \u0000 more', outcome: 'failed', errorClass: 'protocol' }),
  meterOf(1_000),
]
const lines = [sampleHead, ...records].map((line) => checkedLine(line))
const read = (bytes: Uint8Array | string) => withFile((path) => readBack(Buffer.from(bytes), path))
const text = (...parts: readonly string[]) => parts.map((part) => `${part}\n`).join('')
const reasons = (bytes: Uint8Array | string) => read(bytes).skipped.map(({ line, reason }) => [line, reason])

test('what was written comes back, in its order', () => {
  const history = historyOf(records)
  expect(read(history)).toEqual({
    records,
    skipped: [],
    skippedBytes: 0,
    wholeBytes: history.length,
    hasHead: true,
  })
})

test('the checksum is zlib CRC-32 over what stands before it, so that any program can check it', () => {
  // python3 -c "import zlib; print('%08x' % zlib.crc32(b'{\"a\":1'))"
  expect(checkedLine({ a: 1 })).toBe('{"a":1,"crc":"a702fc6e"}')
})

describe('what cannot be read is told: where, how much and why', () => {
  test('the piece of a line at the end', () => {
    const whole = text(...lines.slice(0, 3))
    const { skipped, wholeBytes, records: kept } = read(whole + lines[3]!.slice(0, 100))
    expect(skipped).toEqual([{ line: 4, offset: Buffer.byteLength(whole), bytes: 100, reason: 'torn' }])
    expect(wholeBytes).toBe(Buffer.byteLength(whole))
    expect(kept).toEqual(records.slice(0, 2))
  })

  test('a line whose end alone is missing: the next one would be written onto it', () => {
    expect(reasons(text(...lines).slice(0, -1))).toEqual([[5, 'torn']])
  })

  test('a number that was changed, though it is JSON still', () => {
    expect(reasons(text(...lines).replace('"chunks":32', '"chunks":33'))).toEqual([[2, 'damaged']])
  })

  test('a hole of zeros over several lines is one line', () => {
    const whole = Buffer.from(text(...lines))
    const from = Buffer.byteLength(text(...lines.slice(0, 2))) - 20
    const to = Buffer.byteLength(text(...lines.slice(0, 3))) + 20
    whole.fill(0, from, to)
    const { records: kept, skipped } = read(whole)
    expect(kept).toEqual([records[3]])
    expect(skipped).toEqual([
      {
        line: 2,
        offset: Buffer.byteLength(text(lines[0]!)),
        bytes: Buffer.byteLength(text(...lines.slice(1, 4))),
        reason: 'damaged',
      },
    ])
  })

  test('a hole larger than any line, without keeping it in memory', () => {
    const hole = Buffer.alloc(5_000_000)
    const { skipped, records: kept } = read(
      Buffer.concat([Buffer.from(text(lines[0]!)), hole, Buffer.from(`\n${text(lines[1]!)}`)]),
    )
    expect(skipped).toMatchObject([{ line: 2, bytes: 5_000_001, reason: 'damaged' }])
    expect(kept).toEqual([records[0]])
  })

  test('a call that comes twice counts once, and what contradicts it does not count', () => {
    const other = checkedLine(sampleOf(0, { chunks: 5 }))
    expect(reasons(text(...lines, lines[1]!, other))).toEqual([
      [6, 'repeated'],
      [7, 'contradicting'],
    ])
  })

  test('a record that a newer version may write, and one that lacks a field', () => {
    const { chunks: _chunks, ...less } = sampleOf(9)
    const strange = [{ type: 'weather' }, { type: 'constructor' }, less, { ...sampleOf(9), call: -1 }]
    expect(reasons(text(lines[0]!, ...strange.map((line) => checkedLine(line))))).toEqual(
      strange.map((_, index) => [index + 2, 'unknown']),
    )
    expect(read(text(lines[0]!, checkedLine({ ...sampleOf(9), weather: 'fine' }))).records).toHaveLength(1)
  })

  test('empty lines, and lines of other programs', () => {
    expect(reasons(text(lines[0]!, '', 'hello', '{}', '{"crc":"00000000"}', '"",""crc":"00000000"}'))).toEqual(
      [2, 3, 4, 5, 6].map((line) => [line, 'damaged']),
    )
  })
})

describe('another history', () => {
  test.each([
    ['of a newer version', checkedLine({ ...sampleHead, schema: 'brownout/bench-history/2' })],
    ['of a rehearsal', '{"type":"run","target":"client","world":"virtual"}'],
  ])('%s is not read at all', (_which, head) => {
    const { records: kept, skipped, hasHead } = read(text(head, ...lines.slice(1)))
    expect([kept, hasHead]).toEqual([[], false])
    expect(skipped.map(({ reason }) => reason)).toEqual(lines.map(() => 'foreign'))
  })

  test('but a head that is damaged costs the head alone', () => {
    const head = lines[0]!.replace('history/1', 'history/3')
    expect(read(text(head, ...lines.slice(1)))).toMatchObject({ records, hasHead: false })
  })

  test('an empty file holds nothing', () => {
    expect(read('')).toEqual({ records: [], skipped: [], skippedBytes: 0, wholeBytes: 0, hasHead: false })
  })
})

test('of damage without end the first thousand lines are kept, and all are counted', () => {
  const { skipped } = withFile((path) => {
    readBack(Buffer.from('x\n'.repeat(5_000)), path)
    const reading = new HistoryReading(path)
    expect([...reading.records()]).toEqual([])
    return reading
  })
  expect([skipped.first.length, skipped.lines, skipped.bytes, skipped.counts.get('damaged')]).toEqual([
    1_000, 5_000, 10_000, 5_000,
  ])
})

test('a file that is not there is a problem of its own', () => {
  expect(() => [...new HistoryReading('/nowhere/history.ndjson').records()]).toThrow('Cannot read the run')
})
