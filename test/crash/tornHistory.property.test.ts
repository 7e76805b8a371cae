import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import type { BenchRecord, CallSample } from '../../src/bench/sample.ts'
import { anySample } from '../support/benchRuns.ts'
import { meterOf, sampleOf } from '../support/runSamples.ts'
import { seed } from '../support/seed.ts'
import { historyOf, readBack, withFile } from '../support/tornHistory.ts'

/** In the nightly run the whole of the last 64 KiB, and 100,000 flips; here as much as a change can wait for. */
const isNightly = process.env['BROWNOUT_TORN'] === 'all'
const flips = isNightly ? 100_000 : 2_000
const truncated = isNightly ? 65_536 : 3_000
const calls = isNightly ? 120 : 30
const timeout = isNightly ? 1_200_000 : 20_000

const records = fc.sample(fc.tuple(...Array.from({ length: calls }, (_, call) => anySample(call))), {
  seed,
  numRuns: 1,
})[0]!
const history = historyOf(records)
/** Where each line ends, its end included. */
const ends = [...history.entries()].flatMap(([at, byte]) => (byte === 10 ? [at + 1] : []))

test(
  'at every point where the end may be cut off, what was whole before it is read, and the rest is told',
  { timeout },
  () => {
    withFile((path) => {
      for (let length = history.length; length > Math.max(0, history.length - truncated); length -= 1) {
        const { records: kept, skipped, wholeBytes } = readBack(history.subarray(0, length), path)
        const whole = ends.filter((end) => end <= length)
        const wholeLength = whole.at(-1) ?? 0
        const torn = { line: whole.length + 1, offset: wholeLength, bytes: length - wholeLength, reason: 'torn' }
        if (kept.length !== whole.length - 1) expect(kept.length).toBe(whole.length - 1)
        expect([skipped, wholeBytes]).toEqual([length === wholeLength ? [] : [torn], wholeLength])
      }
    })
  },
)

test(
  'a bit that flips costs the line it is in, and no record that is read differs from what was written',
  { timeout },
  () => {
    const before = new Map(records.map((record) => [record.call, JSON.stringify(record)]))
    const bit = fc.record({ at: fc.nat(history.length - 1), mask: fc.nat(7).map((shift) => 1 << shift) })
    withFile((path) => {
      fc.assert(
        fc.property(fc.array(bit, { minLength: 1, maxLength: 3 }), (bits) => {
          const bent = Buffer.from(history)
          for (const { at, mask } of bits) bent[at]! ^= mask
          const { records: kept, skipped, skippedBytes, hasHead } = readBack(bent, path)
          for (const record of kept)
            if (record.type !== 'sample' || before.get(record.call) !== JSON.stringify(record))
              throw new Error('differs')
          // A flip may make a line's end of a letter, or the other way round: two lines at most for each.
          const lost = records.length - kept.length
          if (lost > 2 * bits.length || skipped.length > 2 * bits.length) throw new Error(`${lost} records lost`)
          const read = kept.reduce((sum, record) => sum + lengthOf(record), hasHead ? ends[0]! : 0)
          if (read + skippedBytes !== bent.length) throw new Error('bytes unaccounted for')
        }),
        { seed, numRuns: flips },
      )
    })
    expect(before.size).toBe(records.length)
  },
)

test('of a file of anything at all every byte is accounted for', () => {
  withFile((path) => {
    const piece = fc.oneof(
      fc.uint8Array({ maxLength: 200 }).map((bytes) => Buffer.from(bytes)),
      fc.constantFrom(Buffer.from('\n'), Buffer.alloc(600), historyOf([sampleOf(1), meterOf(2)])),
    )
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 8 }), (pieces) => {
        const bytes = Buffer.concat(pieces)
        const { skipped, skippedBytes, wholeBytes } = readBack(bytes, path)
        expect(skippedBytes).toBe(skipped.reduce((sum, line) => sum + line.bytes, 0))
        expect(wholeBytes).toBe(bytes.lastIndexOf(10) + 1)
      }),
      { seed, numRuns: isNightly ? 20_000 : 500 },
    )
  })
})

function lengthOf(record: BenchRecord): number {
  const { call } = record as CallSample
  return ends[call + 1]! - ends[call]!
}
