import { Problem } from '../../harness/problem.ts'
import { messages } from '../../messages/index.ts'
import type { Command } from '../commands.ts'
import { isLive } from '../recording/live.ts'
import { RecordSession } from '../recording/session.ts'
import { transportTo, upstreamOf } from '../recording/upstream.ts'

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
    words: { atLeast: 0, atMost: 0, wanted: 'nothing beside its flags' },
  },
  run: async ({ flags }, io) => {
    const upstream = upstreamOf(flags)
    const { out } = flags
    if (out === undefined) throw new Problem('usage', messages.errors.record.noOut())
    const live = isLive(upstream, flags, io.env)
    const transport = transportTo(live, flags.ca, io.cwd)
    return new RecordSession({ upstream, live, out, flags, io }).run(transport)
  },
}
