import { catalogue } from '../../src/faults/index.ts'
import type { Met, Row } from './row.ts'

const { contentEncoding } = catalogue

/** undici.request hands on what came, and is content; so does the virtual network. */
const silent: Met[] = ['200 whole']
const undecoded: Met[] = ['body Error Z_DATA_ERROR']

/** What the decoder of brotli calls the first bytes of JSON. */
const notBrotli: Met[] = ['body Error ERR__ERROR_FORMAT_PADDING_2']

/** A body that fetch decodes. One that was cut in its middle passes as whole: undici PR#2126. */
export const encoded: readonly Row[] = [
  { fault: contentEncoding({ form: 'gzip' }), gives: silent },
  { fault: contentEncoding({ form: 'truncatedGzip' }), gives: silent },
  { fault: contentEncoding({ form: 'truncatedGzip' }), stream: true, gives: silent },
  { fault: contentEncoding({ form: 'corruptGzip' }), gives: silent, fetchGives: undecoded },
  { fault: contentEncoding({ form: 'corruptGzip' }), stream: true, gives: silent, fetchGives: undecoded },
  { fault: contentEncoding({ form: 'plainAsGzip' }), gives: silent, fetchGives: undecoded },
  { fault: contentEncoding({ form: 'plainAsBrotli' }), gives: silent, fetchGives: notBrotli },
  { fault: contentEncoding({ form: 'unknown' }), gives: silent },
]
