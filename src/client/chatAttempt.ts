import type { ChatCompletion } from '../protocol/chat.ts'
import type { Accept } from './accept.ts'
import { AnswerStream } from './answerStream.ts'
import type { TransportResponse } from '../runtime/index.ts'
import { isErrorDocument } from './classify.ts'
import { begun, readCompletion, type Answer } from './completion.ts'
import type { ClientCore } from './core.ts'
import { declaredType, isEventStream, isPage } from './declaredType.ts'
import { ClientExchange } from './exchange.ts'
import { failureOf, type Failure } from './failure.ts'
import type { AttemptOrder, AttemptResult } from './flight.ts'
import { isGood } from './statusClass.ts'
import { hasChoices } from './streamChunk.ts'
import { TextBuilder } from './textBuilder.ts'

/** One attempt at a whole answer. */
export async function attemptChat(
  core: ClientCore,
  order: AttemptOrder,
  accept: Accept | undefined,
): Promise<AttemptResult<Answer>> {
  const exchange = new ClientExchange(core, order)
  try {
    const response = await exchange.send(false)
    if (!isGood(response.status)) {
      return { ok: false, failure: exchange.failureOfResponse(response, await exchange.readError(response)) }
    }
    // Some gateways ignore `stream: false`.
    if (isEventStream(response.headers)) return acceptable(await readStream(core, exchange, response), accept)
    const body = await exchange.readAll(response)
    return acceptable(readBody(core, exchange, response, body), accept)
  } catch (error) {
    return { ok: false, failure: exchange.failureFrom(error) }
  } finally {
    exchange.finish()
  }
}

/** Reads a stream that nobody asked for to its end. */
async function readStream(
  core: ClientCore,
  exchange: ClientExchange,
  response: TransportResponse,
): Promise<Answer | Failure> {
  const stream = new AnswerStream(exchange, response, core.decisions.needsFinishMarker)
  const text = new TextBuilder()
  for (;;) {
    const part = await stream.next()
    if (part.part === 'content') text.add(part.text)
    else {
      await stream.leave()
      return part.part === 'failure' ? part.failure : { ...part, text: text.text }
    }
  }
}

/** An answer that the application cannot use is a failure, and is paid for. */
export function acceptable(answer: Answer | Failure, accept: Accept | undefined): AttemptResult<Answer> {
  if ('errorClass' in answer) return { ok: false, failure: answer }
  const refusal = accept?.(answer)
  return refusal === undefined
    ? { ok: true, value: answer }
    : { ok: false, failure: { ...refusal, usage: answer.usage } }
}

/** Reads what came with a good status. */
export function readBody(
  core: ClientCore,
  exchange: ClientExchange,
  response: TransportResponse,
  body: string,
): Answer | Failure {
  const { status, headers } = response
  if (status === 204) return failureOf('protocol', 'empty', 'the server says that there is no content', { status })
  const asError = () => exchange.failureOfResponse(response, body)
  const read = core.decisions.readAnswer(body, asError, declaredType(headers))
  return 'errorClass' in read ? exchange.withoutKey(status === 200 ? read : { ...read, status }) : read
}

/** Reads the body of a 200; `asError` classifies one that is an error in disguise. */
export function readAnswer(body: string, asError: () => Failure, type = ''): Answer | Failure {
  if (isPage(type)) return failureOfType(type)
  let document: unknown
  try {
    document = JSON.parse(body)
  } catch {
    // A wrong declaration is forgiven to what is JSON all the same.
    if (type !== '' && !type.includes('json')) return failureOfType(type)
    return failureOf('protocol', 'bad_json', 'the body of the answer is not JSON', { status: 200 })
  }
  if (!isErrorDocument(document)) return readCompletion(document)
  const given = document as Partial<ChatCompletion>
  return hasChoices(given) ? begun(asError(), given.usage) : asError()
}

function failureOfType(type: string): Failure {
  return failureOf('protocol', 'wrong_type', `the body is ${type.slice(0, 100)}, not JSON`, { status: 200 })
}
