import type { AttemptOrder, AttemptResult } from './callLoop.ts'
import { isErrorDocument } from './classify.ts'
import { readCompletion, type Answer } from './completion.ts'
import type { ClientCore } from './core.ts'
import { ClientExchange } from './exchange.ts'
import { failureOf, type Failure } from './failure.ts'
import type { ChatRequest } from './request.ts'

/** One attempt at a whole answer. */
export async function attemptChat(
  core: ClientCore,
  order: AttemptOrder,
  request: ChatRequest,
): Promise<AttemptResult<Answer>> {
  const exchange = new ClientExchange(core, order)
  try {
    const response = await exchange.send(request, false)
    if (response.status !== 200) {
      return { ok: false, failure: exchange.failureOfResponse(response, await exchange.readError(response)) }
    }
    const body = await exchange.readAll(response)
    const answer = core.decisions.readAnswer(body, () => exchange.failureOfResponse(response, body))
    return 'errorClass' in answer ? { ok: false, failure: answer } : { ok: true, value: answer }
  } catch (error) {
    return { ok: false, failure: exchange.failureFrom(error) }
  } finally {
    exchange.finish()
  }
}

/** Reads the body of a 200; `asError` classifies one that is an error in disguise. */
export function readAnswer(body: string, asError: () => Failure): Answer | Failure {
  let document: unknown
  try {
    document = JSON.parse(body)
  } catch {
    return failureOf('protocol', 'bad_json', 'the body of the answer is not JSON', { status: 200 })
  }
  return isErrorDocument(document) ? asError() : readCompletion(document)
}
