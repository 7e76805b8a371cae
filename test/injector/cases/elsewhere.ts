import { catalogue } from '../../../src/faults/index.ts'
import { answered } from '../healthy.ts'
import { atOnce, head } from '../http.ts'
import { response } from '../response.ts'

const { redirect, staleKeepAlive } = catalogue

const nowhere = 'http://elsewhere.invalid/v1/chat/completions'

/** Where the answer is not what it is about: another place, or the connection that a good answer came on. */
export const elsewhere = {
  redirect: ([301, 302, 303, 307, 308] as const).map((status) =>
    response({
      fault: redirect({ status }),
      pieces: atOnce(head(status, { location: nowhere, 'content-length': 0 })),
      ending: 'reuse',
    }),
  ),
  staleKeepAlive: [
    response({ fault: staleKeepAlive({}), pieces: answered, ending: 'reuse' }),
    response({ fault: staleKeepAlive({}), kept: true, pieces: [], ending: 'fin' }),
    response({ fault: staleKeepAlive({ ending: 'reset' }), kept: true, pieces: [], ending: 'rst', endsAtMs: 0 }),
    response({ fault: staleKeepAlive({}), kept: true, over: 'tls', pieces: [], ending: 'fin' }),
  ],
}
