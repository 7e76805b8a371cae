import { hedge, type PolicySpec } from '../../src/client/policySpecs.ts'
import { ask, onPeers } from './peerStage.ts'
import { answers, type Play } from './scriptedPeer.ts'

const usage = { prompt_tokens: 10, completion_tokens: 5, total_tokens: 15 }
export const slow = answers('slow', { afterMs: 400, usage })
export const quick = answers('quick', { afterMs: 30, usage })
export const after100 = [hedge({ afterMs: 100 })]

type Plays = Readonly<Record<string, Play | readonly Play[]>>

/** One call to endpoints that answer as they are told: its reply, what they were told, and what was left of it. */
export const hedged = (plays: Plays, policies: readonly PolicySpec[] = after100) =>
  onPeers(
    plays,
    async ({ client, peer, leftovers }) => ({
      reply: await client.chat(ask),
      told: peer.told,
      left: leftovers(),
    }),
    { policies },
  )
