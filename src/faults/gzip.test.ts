import * as fc from 'fast-check'
import { gunzipSync } from 'node:zlib'
import { expect, test } from 'vitest'
import { GzipWriter } from './gzip.ts'

test('what is written in any pieces is what zlib reads', () => {
  fc.assert(
    fc.property(fc.array(fc.uint8Array({ maxLength: 300 })), (pieces) => {
      const gzip = new GzipWriter()
      const written = Buffer.concat([...pieces.map((piece) => gzip.piece(piece)), gzip.end()])
      expect(gunzipSync(written)).toEqual(Buffer.concat(pieces))
    }),
  )
})

test('a piece that is larger than a block goes out in several', () => {
  const gzip = new GzipWriter()
  const large = Buffer.alloc(200_000, 'độ ')
  expect(gunzipSync(Buffer.concat([gzip.piece(large), gzip.end()]))).toEqual(large)
})

test('a spoilt piece is seen to be one', () => {
  const gzip = new GzipWriter()
  const written = Buffer.concat([gzip.piece(Buffer.from('a')), gzip.spoilt(Buffer.from('b'))])
  expect(() => gunzipSync(written)).toThrow(expect.objectContaining({ code: 'Z_DATA_ERROR' }))
})
