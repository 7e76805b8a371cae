// Answers each call with what it was asked, in two pieces where a stream was wanted.
import { onLine, say } from './lines.mjs'

say({ ready: true, supports: ['stream', 'abort'] })
onLine(({ id, abort, messages, model, stream, deadline_ms: deadlineMs }) => {
  if (abort !== undefined) return say({ id: abort, ok: false, error: 'aborted' })
  const text = messages.at(-1).content
  if (text.includes('wait')) return undefined
  if (stream) for (const piece of [text.slice(0, 3), text.slice(3)]) say({ id, delta: piece })
  return say({ id, ok: true, text: `${text}|${model}|${deadlineMs}|${process.env.OPENAI_API_KEY}`, model })
})
