import { acceptFrom } from './accept.ts'
import { CallLoop } from './callLoop.ts'
import { attemptChat } from './chatAttempt.ts'
import type { Answer } from './completion.ts'
import type { ClientCore } from './core.ts'
import type { CallOptions, ChatRequest, Reply } from './request.ts'

/** A call for a whole answer. Rejects with `ChatError`. */
export async function chat(
  core: ClientCore,
  call: number,
  request: ChatRequest,
  options: CallOptions,
  waitsForProbe = false,
): Promise<Reply> {
  const accept = options.accept === undefined ? core.accept : acceptFrom(options.accept)
  const loop = new CallLoop<Answer>(core, call, request, options, {
    stream: false,
    waitsForProbe,
    attempt: (order) => attemptChat(core, order, accept),
    discard: () => {},
  })
  const { value, flight, end } = await loop.run()
  end(null, value.usage)
  return loop.record.reply(flight, value, core.clock.now() - loop.record.startedAtMs)
}
