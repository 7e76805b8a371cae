import type { ChatMessage } from './chat.ts'

const marker = /\[\[call:(\d+)\]\]/

/**
 * Puts the call's number into the last user message. It is how the judge knows which requests belong together: it
 * survives a change of model, of body and of client library, which no header and no hash does.
 */
export function markMessages(messages: readonly ChatMessage[], call: number): ChatMessage[] {
  const last = messages.findLastIndex((message) => message.role === 'user')
  return messages.map((message, index) =>
    index === last ? { ...message, content: `${message.content} [[call:${call}]]` } : message,
  )
}

/** Reads the call's number back, or undefined for a request that carries none. */
export function readCallMarker(messages: readonly ChatMessage[]): number | undefined {
  for (let index = messages.length - 1; index >= 0; index -= 1) {
    const message = messages[index]
    if (message?.role !== 'user' || typeof message.content !== 'string') continue
    const found = marker.exec(message.content)
    if (found !== null) return Number(found[1])
  }
  return undefined
}
