import type { ChatCompletion } from '../protocol/chat.ts'
import type { Accept } from './accept.ts'
import { isErrorDocument } from './classify.ts'
import { begun, readCompletion, type Answer } from './completion.ts'
import type { ClientCore } from './core.ts'
import { ClientExchange } from './exchange.ts'
import { failureOf, type Failure } from './failure.ts'
import type { AttemptOrder, AttemptResult } from './flight.ts'

/** One attempt at a whole answer. */
export async function attemptChat(
  core: ClientCore,
  order: AttemptOrder,
  accept: Accept | undefined,
): Promise<AttemptResult<Answer>> {
  const exchange = new ClientExchange(core, order)
  try {
    const response = await exchange.send(false)
    if (response.status !== 200) {
      return { ok: false, failure: exchange.failureOfResponse(response, await exchange.readError(response)) }
    }
    const body = await exchange.readAll(response)
    return acceptable(
      core.decisions.readAnswer(body, () => exchange.failureOfResponse(response, body)),
      accept,
    )
  } catch (error) {
    return { ok: false, failure: exchange.failureFrom(error) }
  } finally {
    exchange.finish()
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

/** Reads the body of a 200; `asError` classifies one that is an error in disguise. */
export function readAnswer(body: string, asError: () => Failure): Answer | Failure {
  let document: unknown
  try {
    document = JSON.parse(body)
  } catch {
    return failureOf('protocol', 'bad_json', 'the body of the answer is not JSON', { status: 200 })
  }
  if (!isErrorDocument(document)) return readCompletion(document)
  const { choices, usage } = document as Partial<ChatCompletion>
  return Array.isArray(choices) && choices.length > 0 ? begun(asError(), usage) : asError()
}
