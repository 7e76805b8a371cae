import { catalogue } from '../../../src/faults/index.ts'
import { body, bodyHead, cutChunks, events, firstOf } from '../healthy.ts'
import { atOnce } from '../http.ts'
import { closesWith } from '../handshake.ts'
import { response } from '../response.ts'

const { limitData, noCloseNotify, noHeaders, resetPeer, stall } = catalogue

/** In the middle of the second event. */
const inSecond = events[0]!.bytes.length + 7
/** In the middle of the fifth, which has its own instant. */
const inFifth = events.slice(0, 4).reduce((sum, { bytes }) => sum + bytes.length, 0) + 50

export const cuts = {
  limitData: [
    response({ fault: limitData({ bytes: 0 }), pieces: atOnce(bodyHead), ending: 'fin' }),
    response({ fault: limitData({ bytes: 10 }), pieces: atOnce(bodyHead, body.slice(0, 10)), ending: 'fin' }),
    response({
      fault: limitData({ bytes: 10 }),
      over: 'tls',
      pieces: atOnce(bodyHead, body.slice(0, 10)),
      ending: 'fin',
    }),
    response({
      fault: limitData({ bytes: 10, ending: 'reset' }),
      pieces: atOnce(bodyHead, body.slice(0, 10)),
      ending: 'rst',
    }),
    closesWith(limitData({ bytes: 10 }), 'alert'),
    response({
      fault: limitData({ bytes: inSecond }),
      stream: true,
      pieces: cutChunks(firstOf(inSecond, events)),
      ending: 'fin',
    }),
    response({
      fault: limitData({ bytes: inFifth }),
      stream: true,
      pieces: cutChunks(firstOf(inFifth, events)),
      ending: 'fin',
    }),
  ],
  noCloseNotify: [
    response({
      fault: noCloseNotify({ afterBytes: 10 }),
      over: 'tls',
      pieces: atOnce(bodyHead, body.slice(0, 10)),
      ending: 'fin',
    }),
    closesWith(noCloseNotify({ afterBytes: 10 }), 'data'),
    response({
      fault: noCloseNotify({ afterBytes: inFifth }),
      stream: true,
      over: 'tls',
      pieces: cutChunks(firstOf(inFifth, events)),
      ending: 'fin',
    }),
    response({
      fault: noCloseNotify({ afterBytes: 10 }),
      pieces: atOnce(bodyHead, body.slice(0, 10)),
      ending: 'fin',
    }),
  ],
  noHeaders: [response({ fault: noHeaders({}), pieces: [], ending: 'silence' })],
  resetPeer: [
    response({ fault: resetPeer({}), pieces: [], ending: 'rst' }),
    response({ fault: resetPeer({}), over: 'tls', pieces: [], ending: 'rst' }),
    response({ fault: resetPeer({ afterBytes: 0 }), pieces: atOnce(bodyHead), ending: 'rst' }),
    response({ fault: resetPeer({ afterBytes: 20 }), pieces: atOnce(bodyHead, body.slice(0, 20)), ending: 'rst' }),
    response({
      fault: resetPeer({ afterBytes: inFifth }),
      stream: true,
      pieces: cutChunks(firstOf(inFifth, events)),
      ending: 'rst',
    }),
    response({
      fault: resetPeer({ afterBytes: inSecond }),
      stream: true,
      over: 'tls',
      pieces: cutChunks(firstOf(inSecond, events)),
      ending: 'rst',
    }),
  ],
  stall: [
    response({ fault: stall({ bytes: 0 }), pieces: atOnce(bodyHead), ending: 'silence' }),
    response({ fault: stall({ bytes: 20 }), pieces: atOnce(bodyHead, body.slice(0, 20)), ending: 'silence' }),
    response({
      fault: stall({ bytes: inFifth }),
      stream: true,
      pieces: cutChunks(firstOf(inFifth, events)),
      ending: 'silence',
    }),
  ],
}
