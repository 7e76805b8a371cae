import { defineTarget, type ChatMessage } from 'brownout'
import { Assistant } from '../src/assistant.ts'

/** The application for `brownout test`, which lends it a clock: minutes of bad day pass in a moment. */
export const assistant = defineTarget({
  name: 'assistant',
  doc: 'The application, as it is.',
  vantage: 'driver',
  network: 'own',
  supports: { stream: true, abort: true, policy: false },
  promises: ['maxAttemptsPerCall'],
  open: ({ endpoints }) => {
    const opened = new Assistant(endpoints, { timeoutMs: 400 })
    return {
      chat: async ({ messages, signal }) => {
        try {
          return { ok: true, text: await opened.answer(textOf(messages), signal), model: null }
        } catch (error) {
          return failed(error)
        }
      },
      async *stream({ messages, signal }) {
        let text = ''
        try {
          for await (const piece of opened.stream(textOf(messages), signal)) {
            text += piece
            yield piece
          }
          return { ok: true, text, model: null }
        } catch (error) {
          return failed(error)
        }
      },
      close: async () => {},
    }
  },
})

function textOf(messages: readonly ChatMessage[]): string {
  const content = messages.at(-1)?.content
  if (typeof content !== 'string') throw new TypeError('a rehearsal asks in text')
  return content
}

function failed(error: unknown) {
  const { message, status } = error as Error & { status?: number | null }
  return { ok: false, errorClass: null, message, status: status ?? null, retryAtMs: null } as const
}
