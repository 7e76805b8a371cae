import { EventSourceParserStream } from 'eventsource-parser/stream'
import { AttemptFailure, HalfAnswer, askedWaitMs } from './failure.ts'

/** One model at one place with one key. */
export interface Endpoint {
  readonly model: string
  readonly baseURL: string
  readonly apiKey: string
}

export interface Question {
  readonly text: string
  /** The same for every try at one place: a provider that knows the header bills it once. */
  readonly idempotencyKey: string
  readonly signal: AbortSignal | undefined
  /** Without a sign of life for so long, an attempt is given up. */
  readonly timeoutMs: number
}

interface Choice {
  readonly finish_reason?: string | null
  readonly message?: { readonly content?: string | null }
  readonly delta?: { readonly content?: string | null }
}

/** A whole answer, or an `AttemptFailure`. */
export async function askWhole(endpoint: Endpoint, question: Question): Promise<string> {
  const watch = watchOf(question)
  try {
    const response = await send(endpoint, question, watch.signal, false)
    const { choices } = (await response.json()) as { choices?: readonly Choice[] | null }
    const choice = choices?.[0]
    // A 200 may hold an error, or nothing at all.
    if (!choice?.message?.content) throw new AttemptFailure(`${endpoint.model} gave a 200 without an answer`)
    if (choice.finish_reason !== 'stop') throw new HalfAnswer(endpoint.model)
    return choice.message.content
  } catch (error) {
    throw failureOf(error, question.signal)
  } finally {
    watch.end()
  }
}

/** The pieces of an answer as they come; an `AttemptFailure` if it is not whole in the end. */
export async function* askPieces(endpoint: Endpoint, question: Question): AsyncGenerator<string> {
  const watch = watchOf(question)
  try {
    const response = await send(endpoint, question, watch.signal, true)
    const events = response.body!.pipeThrough(new TextDecoderStream()).pipeThrough(new EventSourceParserStream())
    let finish: string | null = null
    for await (const { data } of events) {
      watch.again()
      if (data === '[DONE]') break
      const { choices, error } = JSON.parse(data) as { choices?: readonly Choice[]; error?: { message?: string } }
      if (error) throw new AttemptFailure(error.message ?? 'an error in the stream')
      const choice = choices?.[0]
      finish = choice?.finish_reason ?? finish
      if (choice?.delta?.content) yield choice.delta.content
    }
    if (finish === null) throw new AttemptFailure(`${endpoint.model} broke off`)
    if (finish !== 'stop') throw new HalfAnswer(endpoint.model)
  } catch (error) {
    throw failureOf(error, question.signal)
  } finally {
    watch.end()
  }
}

async function send(endpoint: Endpoint, question: Question, signal: AbortSignal, stream: boolean): Promise<Response> {
  const { model, baseURL, apiKey } = endpoint
  const response = await fetch(`${baseURL}/chat/completions`, {
    method: 'POST',
    headers: {
      authorization: `Bearer ${apiKey}`,
      'content-type': 'application/json',
      'idempotency-key': question.idempotencyKey,
    },
    body: JSON.stringify({ model, stream, messages: [{ role: 'user', content: question.text }] }),
    signal,
  })
  if (response.ok) return response
  await response.body?.cancel()
  throw new AttemptFailure(`${model} said ${response.status}`, response.status, askedWaitMs(response.headers))
}

/** Whoever called and gave up gets their own reason back; all else is a failure of the attempt. */
function failureOf(error: unknown, signal: AbortSignal | undefined): unknown {
  if (signal?.aborted === true || error instanceof AttemptFailure) return error
  return new AttemptFailure(error instanceof Error ? error.message : String(error))
}

function watchOf({ signal, timeoutMs }: Question) {
  const silence = new AbortController()
  const giveUp = () => silence.abort(new AttemptFailure(`nothing came for ${timeoutMs} ms`))
  let timer = setTimeout(giveUp, timeoutMs)
  return {
    signal: signal === undefined ? silence.signal : AbortSignal.any([silence.signal, signal]),
    again: () => {
      clearTimeout(timer)
      timer = setTimeout(giveUp, timeoutMs)
    },
    end: () => clearTimeout(timer),
  }
}
