// A chat client over fetch with what a decent one has: a deadline, a limit on each attempt, retries that wait as long as they are
// asked to, the next model where one is of no use, and no answer that is none. It speaks the testee protocol (docs/judge.md): a
// call is a line of JSON on stdin, its outcome one on stdout. Node 20 or newer is all it needs.
import { randomUUID } from 'node:crypto'
import { createInterface } from 'node:readline'
import { setTimeout as sleep } from 'node:timers/promises'

const { OPENAI_BASE_URL: baseURL, OPENAI_API_KEY: apiKey, BROWNOUT_MODELS = 'gpt-4.1' } = process.env
const models = BROWNOUT_MODELS.split(',')
const triesEach = 3
const attemptMs = 1_000

/** The same again would be refused again. */
const notAgain = new Set([301, 302, 303, 307, 308, 400, 404, 405, 413, 422])
/** Nothing that is asked with this key will be answered: nobody asks with it for a while. */
const keyIsDead = new Set([401, 402, 403])
let keyDeadUntil = 0
/** When a model may be asked again, as it said itself: that binds every call. */
const notBefore = new Map()

const say = (line) => process.stdout.write(`${JSON.stringify(line)}\n`)
const running = new Map()

say({ ready: true, supports: ['stream', 'abort'] })
createInterface({ input: process.stdin }).on('line', (line) => {
  const call = JSON.parse(line)
  if (call.abort === undefined) void answer(call)
  else running.get(call.abort)?.abort(new Error('the caller gave up'))
})

async function answer({ id, messages, stream, max_tokens, deadline_ms: deadlineMs = 30_000 }) {
  const controller = new AbortController()
  running.set(id, controller)
  const endsAt = Date.now() + deadlineMs - 100
  const request = { messages, max_tokens, stream, onDelta: (delta) => say({ id, delta }) }
  const deadline = setTimeout(() => controller.abort(new Error('the deadline has passed')), deadlineMs - 100)
  try {
    say({ id, ok: true, text: await ask(request, endsAt, controller.signal) })
  } catch (error) {
    say({ id, ok: false, error: error.message, status: error.status })
  } finally {
    clearTimeout(deadline)
    running.delete(id)
  }
}

async function ask(request, endsAt, signal) {
  const key = randomUUID()
  let last = new Error('every model is at rest')
  for (const model of models) {
    for (let attempt = 1; attempt <= triesEach; attempt += 1) {
      if (Date.now() < keyDeadUntil) throw Object.assign(new Error('the key was refused'), { status: 401 })
      const waitMs = Math.max(0, (notBefore.get(model) ?? 0) - Date.now())
      if (Date.now() + waitMs >= endsAt) break
      await sleep(waitMs, undefined, { signal }).catch(() => signal.throwIfAborted())
      try {
        return await once(model, key, request, signal)
      } catch (error) {
        signal.throwIfAborted()
        if (error.isFinal) throw error
        last = error
        if (keyIsDead.has(error.status)) keyDeadUntil = Date.now() + 60_000
        if (isBadCertificate(error)) throw error
        if (notAgain.has(error.status)) break
        // Full jitter where nobody asks for a wait.
        const backoffMs = Math.random() * 100 * 2 ** attempt
        notBefore.set(model, Date.now() + (error.askedMs ?? backoffMs))
      }
    }
  }
  throw last
}

/** One request. What is no whole answer is an error, whatever its status says. */
async function once(model, key, { stream, onDelta, ...request }, signal) {
  const limit = new AbortController()
  const timer = setTimeout(() => limit.abort(new Error(`nothing for ${attemptMs} ms`)), attemptMs)
  try {
    const response = await fetch(`${baseURL}/chat/completions`, {
      method: 'POST',
      redirect: 'manual',
      headers: { authorization: `Bearer ${apiKey}`, 'content-type': 'application/json', 'idempotency-key': key },
      body: JSON.stringify({ model, ...request, stream }),
      signal: AbortSignal.any([signal, limit.signal]),
    })
    const isStream = stream && response.ok && response.headers.get('content-type')?.startsWith('text/event-stream')
    if (isStream) return await streamed(response, onDelta, () => timer.refresh())
    const body = await response.text()
    if (!response.ok) throw failure(`HTTP ${response.status}`, response, parsed(body)?.error)
    const [choice] = parsed(body)?.choices ?? []
    if (typeof choice?.message?.content !== 'string' || choice.message.content === '' || !choice.finish_reason)
      throw failure('an answer that is none', response, parsed(body)?.error)
    return choice.message.content
  } finally {
    clearTimeout(timer)
  }
}

/** An answer in pieces. Once one has been passed on, no other attempt may follow. */
async function streamed(response, onDelta, onPiece) {
  let text = ''
  let isWhole = false
  try {
    for await (const event of eventsOf(response.body)) {
      if (event === '[DONE]') return text
      const chunk = parsed(event)
      if (chunk === undefined || chunk.error) throw failure('an error in the stream', response, chunk?.error)
      const [choice] = chunk.choices ?? []
      if (choice?.finish_reason) isWhole = !['error', 'insufficient_system_resource'].includes(choice.finish_reason)
      if (!choice?.delta?.content) continue
      onPiece()
      text += choice.delta.content
      onDelta(choice.delta.content)
    }
    if (!isWhole || text === '') throw failure('a stream that ended before its end', response)
    return text
  } catch (error) {
    throw Object.assign(error, { isFinal: text !== '' })
  }
}

/** The data of server-sent events (WHATWG HTML, 9.2.6): lines end in CR, LF or both, and an event may have several. */
async function* eventsOf(body) {
  const decoder = new TextDecoder()
  let rest = ''
  let data = []
  for await (const bytes of body) {
    rest += decoder.decode(bytes, { stream: true })
    for (let end; (end = /\r\n|\n|\r(?!$)/.exec(rest)) !== null;) {
      const line = rest.slice(0, end.index)
      rest = rest.slice(end.index + end[0].length)
      if (line.startsWith('data:')) data.push(line.slice(line[5] === ' ' ? 6 : 5))
      if (line !== '') continue
      if (data.length > 0) yield data.join('\n')
      data = []
    }
  }
}

function failure(message, { status, headers }, told) {
  const spent = /quota|balance|billing/.test(told?.code ?? told?.type ?? '')
  return Object.assign(new Error(message), { status: spent ? 402 : status, askedMs: askedMs(headers) })
}

/** Seconds, or a date by the server's own clock (RFC 9110, 10.2.3); undefined for whatever is neither. */
function askedMs(headers) {
  const retryAfter = headers.get('retry-after')
  if (retryAfter === null) return undefined
  if (/^\d+(\.\d+)?$/.test(retryAfter)) return Number(retryAfter) * 1_000
  const date = Date.parse(retryAfter)
  return /^[A-Z]/.test(retryAfter) && date > 0
    ? Math.max(0, date - (Date.parse(headers.get('date')) || Date.now()))
    : undefined
}

/** No second try makes it a good one. */
function isBadCertificate({ cause }) {
  return /CERT|SIGNATURE|ALTNAME/.test(cause?.code ?? '')
}

function parsed(text) {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
