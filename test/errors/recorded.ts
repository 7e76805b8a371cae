import { catalogue } from '../../src/faults/index.ts'
import { pieces, recorded as exchange } from '../support/recorded.ts'
import type { Row } from './row.ts'

type Recorded = Parameters<typeof exchange>[0]

const played = (recording: Recorded) => catalogue.playback({ exchanges: [exchange(recording)] })
const begun = pieces.stream.slice(0, 1)

/** What was recorded breaks again as it broke then. */
export const recorded: readonly Row[] = [
  {
    fault: played({ stream: true, body: begun, how: 'fin' }),
    says: 'of a stream that was closed',
    stream: true,
    gives: ['body SocketError UND_ERR_SOCKET'],
  },
  {
    fault: played({ stream: true, body: begun, how: 'reset' }),
    says: 'of a stream that was reset',
    stream: true,
    gives: ['body Error ECONNRESET'],
  },
  {
    fault: played({ headless: true, how: 'reset' }),
    says: 'of a request that was reset',
    gives: ['headers Error ECONNRESET'],
  },
  {
    fault: played({ stream: true, body: begun, how: 'client-left' }),
    says: 'of a stream that its client left',
    stream: true,
    gives: ['body BodyTimeoutError UND_ERR_BODY_TIMEOUT'],
    notVirtual: "undici's own time limits are not played there: a client's clock ends the wait",
  },
]
