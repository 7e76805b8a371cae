import type { ChatMessage } from './chat.ts'

const marker = /\[\[call:(\d+)\]\]/

/**
 * Puts the call's number into the last user message. It is how the judge knows which requests belong together: it
 * survives a change of model, of body and of client library, which no header and no hash does.
 */
export function markMessages(messages: readonly ChatMessage[], call: number): ChatMessage[] {
  const last = messages.findLastIndex((message) => message.role === 'user')
  return messages.map((message, index) =>
    index === last ? { ...message, content: marked(message.content, `[[call:${call}]]`) } : message,
  )
}

function marked(content: ChatMessage['content'], mark: string): Exclude<ChatMessage['content'], null | undefined> {
  if (content === null || content === undefined) return mark
  return typeof content === 'string' ? `${content} ${mark}` : [...content, { type: 'text', text: mark }]
}

/** Reads the call's number back, or undefined for a request that carries none. */
export function readCallMarker(messages: readonly ChatMessage[]): number | undefined {
  for (let index = messages.length - 1; index >= 0; index -= 1) {
    const message = messages[index]
    if (message?.role !== 'user') continue
    for (const text of textsOf(message.content)) {
      const found = marker.exec(text)
      if (found !== null) return Number(found[1])
    }
  }
  return undefined
}

/** Requests come from anybody: their content may be anything. */
function textsOf(content: unknown): string[] {
  if (typeof content === 'string') return [content]
  if (!Array.isArray(content)) return []
  const texts = content.map((part: { text?: unknown } | null) => part?.text)
  return texts.filter((text) => typeof text === 'string').toReversed()
}
