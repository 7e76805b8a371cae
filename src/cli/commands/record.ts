import { authorityIn } from '../../harness/live/authority.ts'
import { openNetwork } from '../../harness/live/network.ts'
import { Problem } from '../../harness/problem.ts'
import { messages } from '../../messages/index.ts'
import type { Command } from '../commands.ts'
import { leaveToRecord } from '../recording/live.ts'
import { RecordSession } from '../recording/session.ts'
import { upstreamOf } from '../recording/upstream.ts'

/** Records what a provider answers, until it is stopped or full. */
export const record: Command = {
  grammar: {
    flags: [
      'upstream',
      'out',
      'port',
      'live',
      'confirm-live',
      'max-exchanges',
      'max-bytes',
      'ca',
      'keep-prompts',
      'text',
    ],
    words: { atLeast: 0, atMost: 0 },
  },
  run: async ({ flags }, io) => {
    const upstream = upstreamOf(flags)
    const { out } = flags
    if (out === undefined) throw new Problem('usage', messages.errors.record.noOut())
    const leave = leaveToRecord(upstream, flags, io.env)
    const transport = openNetwork(leave, { authority: authorityIn(io.cwd, flags.ca) })
    return new RecordSession({ upstream, live: leave !== null, out, flags, io }).run(transport)
  },
}
