import type { RehearsedClient, RehearsalPlace } from 'brownout/vitest'
import { Assistant } from '../src/assistant.ts'

/** The application as it is, pointed at the upstream that plays the bad day. */
export function open({ endpoints }: Pick<RehearsalPlace, 'endpoints'>): RehearsedClient {
  const assistant = new Assistant(endpoints, { timeoutMs: 400 })
  return {
    chat: ({ question, signal }) => assistant.answer(question, signal),
    stream: ({ question, signal }) => assistant.stream(question, signal),
  }
}
