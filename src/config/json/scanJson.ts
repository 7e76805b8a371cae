/** The keys that lead to a value: `['models', 'deepseek-chat', 2, 'fault']`. */
export type Keys = readonly (string | number)[]

/** Where a text stops being JSON, and what could have gone on there. */
export interface JsonFault {
  readonly offset: number
  readonly expected: Expected
}

export type Expected = 'value' | 'key' | 'colon' | 'comma or }' | 'comma or ]' | 'closing quote' | 'escape' | 'end'

/** An object or a list that is open, with the member of it that is being read. */
interface Frame {
  readonly isObject: boolean
  key: string | number
}

/** The keys to where the scan is. They change as it goes on. */
export type OpenPath = readonly Readonly<Frame>[]

type State = 'value' | 'value or end' | 'key' | 'key or end' | 'after'

const space = /[ \t\n\r]*/y
const scalar = /(?:true|false|null|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?)(?![\w.+-])/y
const endOfString = /["\\\p{Cc}]/gu
const escape = /\\(?:["\\/bfnrt]|u[\da-fA-F]{4})/y

/**
 * Reads over a JSON text (RFC 8259) without making anything of it, and calls `onMember` for every member of an object
 * and every item of a list, with where it begins. `JSON.parse` tells neither where members stand nor, of some texts,
 * where they break, and is silent where a key stands twice. No recursion: however deep a text is, it is read.
 */
export function scanJson(text: string, onMember: (path: OpenPath, offset: number) => void): JsonFault | undefined {
  const frames: Frame[] = []
  let at = 0
  let state: State = 'value'
  const skip = () => {
    space.lastIndex = at
    space.test(text)
    at = space.lastIndex
  }
  const closes = (bracket: string) => {
    if (text[at] !== bracket) return false
    at += 1
    frames.pop()
    state = 'after'
    return true
  }
  for (;;) {
    skip()
    const frame = frames.at(-1)
    if (state === 'after') {
      if (frame === undefined) return at === text.length ? undefined : { offset: at, expected: 'end' }
      if (closes(frame.isObject ? '}' : ']')) continue
      if (text[at] !== ',') return { offset: at, expected: frame.isObject ? 'comma or }' : 'comma or ]' }
      at += 1
      if (!frame.isObject) frame.key = (frame.key as number) + 1
      state = frame.isObject ? 'key' : 'value'
    } else if (state === 'key' || state === 'key or end') {
      if (state === 'key or end' && closes('}')) continue
      if (text[at] !== '"') return { offset: at, expected: 'key' }
      const from = at
      const end = stringEnd(text, at)
      if (typeof end !== 'number') return end
      at = end
      frame!.key = JSON.parse(text.slice(from, end)) as string
      onMember(frames, from)
      skip()
      if (text[at] !== ':') return { offset: at, expected: 'colon' }
      at += 1
      state = 'value'
    } else {
      if (state === 'value or end' && closes(']')) continue
      if (frame?.isObject === false) onMember(frames, at)
      const end = valueEnd(text, at)
      if (typeof end !== 'number') return end
      const opened = text[at] === '{' || text[at] === '['
      if (opened) frames.push({ isObject: text[at] === '{', key: text[at] === '{' ? '' : 0 })
      state = opened ? (text[at] === '{' ? 'key or end' : 'value or end') : 'after'
      at = end
    }
  }
}

/** Behind the scalar that begins at `at`, or behind the bracket. */
function valueEnd(text: string, at: number): number | JsonFault {
  if (text[at] === '{' || text[at] === '[') return at + 1
  if (text[at] === '"') return stringEnd(text, at)
  scalar.lastIndex = at
  return scalar.test(text) ? scalar.lastIndex : { offset: at, expected: 'value' }
}

function stringEnd(text: string, from: number): number | JsonFault {
  let at = from + 1
  for (;;) {
    endOfString.lastIndex = at
    const found = endOfString.exec(text)
    if (found === null) return { offset: text.length, expected: 'closing quote' }
    const { 0: sign, index } = found
    if (sign === '"') return index + 1
    if (sign === '\\') {
      escape.lastIndex = index
      if (!escape.test(text)) return { offset: index, expected: 'escape' }
      at = escape.lastIndex
    } else if (sign < ' ') return { offset: index, expected: 'closing quote' }
    else at = index + 1
  }
}
