import { brotliDecompressSync, constants, inflateSync, unzipSync } from 'node:zlib'

type Decode = (all: Uint8Array) => Uint8Array

/** As undici sets them: what is there is decoded, and an end that is missing is no error (undici PR 2126). */
const flushed = { flush: constants.Z_SYNC_FLUSH, finishFlush: constants.Z_SYNC_FLUSH }
const flushedBrotli = { flush: constants.BROTLI_OPERATION_FLUSH, finishFlush: constants.BROTLI_OPERATION_FLUSH }

const codings: Readonly<Record<string, Decode>> = {
  gzip: (all) => unzipSync(all, flushed),
  'x-gzip': (all) => unzipSync(all, flushed),
  deflate: (all) => inflateSync(all, flushed),
  br: (all) => brotliDecompressSync(all, flushedBrotli),
}

/**
 * Undoes a body's coding, piece by piece: what a piece adds to what was decoded before. It decodes all that has come
 * anew each time: slow with long bodies, but zlib's streams decode on threads, and no run would be the same twice.
 * Several codings at once, and what is none of these, stay as they are.
 */
export function decoderOf(coding: string | null): (piece: Uint8Array) => Uint8Array {
  const decode = codings[(coding ?? '').trim().toLowerCase()]
  if (decode === undefined) return (piece) => piece
  const come: Uint8Array[] = []
  let decodedBytes = 0
  return (piece) => {
    come.push(piece)
    const decoded = decode(Buffer.concat(come))
    const added = decoded.subarray(decodedBytes)
    decodedBytes = decoded.length
    return added
  }
}
