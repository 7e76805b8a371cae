import type { catalogue } from '../../../src/faults/index.ts'
import type { Case } from '../case.ts'
import { answers } from './answers.ts'
import { bills } from './bills.ts'
import { connections } from './connections.ts'
import { cuts } from './cuts.ts'
import { elsewhere } from './elsewhere.ts'
import { framing } from './framing.ts'
import { alsoOnHttp2, http2Faults } from './http2.ts'
import { handshakes } from './handshakes.ts'
import { forms } from './forms.ts'
import { pages } from './pages.ts'
import { paces } from './paces.ts'
import { quotas } from './quotas.ts'
import { recordings } from './recordings.ts'
import { refusals } from './refusals.ts'
import { shapes } from './shapes.ts'
import { streams } from './streams.ts'
import { waits } from './waits.ts'

/** For each fault what a raw reader must see, a case for each way in which its bytes differ. */
export const casesOf: Readonly<Record<keyof typeof catalogue, readonly Case[]>> = {
  ...answers,
  ...bills,
  ...connections,
  ...cuts,
  ...elsewhere,
  ...framing,
  ...handshakes,
  ...http2Faults,
  ...pages,
  ...paces,
  ...quotas,
  ...recordings,
  ...refusals,
  ...streams,
  ...waits,
  latency: [...answers.latency, ...alsoOnHttp2.latency],
  limitData: [...cuts.limitData, ...alsoOnHttp2.limitData],
  noHeaders: [...cuts.noHeaders, ...alsoOnHttp2.noHeaders],
  resetPeer: [...cuts.resetPeer, ...alsoOnHttp2.resetPeer],
  stall: [...cuts.stall, ...alsoOnHttp2.stall],
  ...forms,
  ...shapes,
  finishReason: [...forms.finishReason, ...shapes.finishReason],
}
