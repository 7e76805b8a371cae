import type { ChatMessage } from '../../protocol/chat.ts'
import type { Random } from '../../runtime/index.ts'

/** Sixty-four words of which common tokenizers make one token each, so that every prefix has as many tokens. */
const words = (
  'red blue green black white gold silver brown north south east west one two three four five six seven eight nine ten ' +
  'day night year week hour time world water fire earth air sun moon star tree river sea rock sand wind rain snow ' +
  'door house road bridge city town field garden horse bird fish lion bear wolf stone glass paper music wood iron'
).split(' ')

/** 64^8 prefixes: in a million calls two are the same with a chance of 0.2 %. */
const prefixWords = 8

/**
 * The messages with words of this call alone before all others, where a provider's prompt cache would look first. The same
 * seed and call give the same words.
 */
export function withUniquePrefix(messages: readonly ChatMessage[], call: number, random: Random): ChatMessage[] {
  const draw = random.stream('prefix', call)
  const prefix = Array.from({ length: prefixWords }, () => words[Math.floor(draw() * words.length)]).join(' ')
  const [first, ...rest] = messages
  return first === undefined ? [] : [{ ...first, content: before(prefix, first.content) }, ...rest]
}

function before(prefix: string, content: ChatMessage['content']): Exclude<ChatMessage['content'], null | undefined> {
  if (content === null || content === undefined) return prefix
  return typeof content === 'string' ? `${prefix}\n\n${content}` : [{ type: 'text', text: prefix }, ...content]
}
