import { readRequest, type ReadRequest } from './readRequest.ts'
import { shortHash } from './shortHash.ts'

/** A body as it reads, and the hash by which a history knows it again. */
interface HashedBody {
  readonly read: ReadRequest
  readonly hash: string
}

/** Of the bodies that came last: retries send the same ones again, and so do thousands of runs. */
const known = new Map<string, HashedBody>()
const mostKnown = 4_000
const longestKnown = 1_024

export function hashedBody(text: string): HashedBody {
  if (text.length > longestKnown) return readAndHashed(text)
  let body = known.get(text)
  if (body === undefined) {
    body = readAndHashed(text)
    if (known.size >= mostKnown) known.clear()
    known.set(text, body)
  }
  return body
}

function readAndHashed(text: string): HashedBody {
  return { read: readRequest(text), hash: shortHash(text) }
}
