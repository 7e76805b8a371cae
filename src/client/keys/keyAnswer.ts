import { classifyResponse, isErrorDocument } from '../classify.ts'
import type { Failure } from '../failure.ts'
import { scrubbed } from '../scrubbed.ts'
import type { Secret } from '../secret.ts'
import type { ModelsResponse } from './askModels.ts'
import { modelIdsIn } from './modelIds.ts'

/**
 * `valid`: it authenticates. `invalid`: it never will. `unreachable`: nobody could be asked, or who answered could not
 * tell. `rate_limited`: ask again later.
 */
export type KeyAnswer = 'valid' | 'invalid' | 'unreachable' | 'rate_limited'

/** What the answer of `GET /models` says about the key. */
export interface JudgedKey {
  readonly answer: KeyAnswer
  readonly reason: string
  readonly message: string
  readonly models: readonly string[]
  readonly askedWaitMs: number | null
}

/** Reads the response; nothing of what it gives holds the key. `epochMs` is wall time, to read HTTP dates against. */
export function judgeResponse(response: ModelsResponse, secret: Secret, epochMs: number): JudgedKey {
  const { status, headers, body, broken } = response
  const document = status === 200 && broken === null ? parsed(body) : undefined
  if (status === 200 && !isErrorDocument(document)) {
    if (broken !== null) return judgeFailure(scrubbed(broken, secret))
    return judgeList(document, secret)
  }
  const failure = scrubbed(classifyResponse(status, headers, body, epochMs), secret)
  const isJson = parsed(body) !== undefined
  return judgeFailure(failure, isJson)
}

function judgeList(document: unknown, secret: Secret): JudgedKey {
  const models = modelIdsIn(document)?.map((id) => secret.scrub(id))
  if (models === undefined) {
    const message =
      'the answer (200) is no list of models: something in between may have answered (the sign-in page of a network, a ' +
      'proxy), or the baseURL is not that of the API'
    return { answer: 'unreachable', reason: 'no_model_list', message, models: [], askedWaitMs: null }
  }
  const message = `the key is accepted, and ${models.length} models are listed`
  return { answer: 'valid', reason: 'listed', message, models, askedWaitMs: null }
}

/** OpenAI answers 401 or 403 to a restricted key that may chat and may not list: it knows the key. */
const mayNotList = /\bmissing scopes?\b|\binsufficient (?:permissions?|scopes?)\b/i

/**
 * What a failure says about the key. By class: `auth` is the key's own; an empty purse needs a key that is known; a 403
 * is the key's, as the client holds it, unless it names a model or a region, or is no JSON (a firewall's page).
 */
export function judgeFailure(failure: Failure, isJson = true): JudgedKey {
  const { errorClass, reason, message, status, askedWaitMs = null, spoils } = failure
  const answered = (answer: KeyAnswer, why: string, words: string): JudgedKey => {
    const detail =
      message === `HTTP ${status}` ? `HTTP ${status}` : `${message}${status === null ? '' : ` (${status})`}`
    return { answer, reason: why, message: `${words}: ${detail}`, models: [], askedWaitMs }
  }
  if (reason === 'redirected') return answered('unreachable', reason, `the server answers elsewhere; ${mendBaseURL}`)
  if ((errorClass === 'auth' || errorClass === 'permission') && mayNotList.test(message))
    return answered('valid', 'may_not_list', 'the key is accepted, but may not list models')
  switch (errorClass) {
    case 'auth':
      return answered('invalid', 'refused', 'the server refuses the key')
    case 'quota_exhausted':
      return answered('valid', 'quota_exhausted', 'the key is accepted, but its balance or quota is used up')
    case 'rate_limited':
      return answered(
        'rate_limited',
        'rate_limited',
        'the server asks for patience, and says nothing about the key yet',
      )
    case 'permission':
      if (spoils === 'endpoint')
        return answered('unreachable', 'forbidden', 'the server does not serve this place or model')
      if (!isJson) return answered('unreachable', 'forbidden', 'something in between forbids the request')
      return answered('invalid', 'forbidden', 'the server forbids this key')
    case 'not_found':
      return answered('unreachable', 'no_models', `there is no GET /models; ${mendBaseURL}`)
    default:
      return answered('unreachable', reason, 'the key could not be checked')
  }
}

const mendBaseURL =
  'check the baseURL (as a rule it ends in /v1), and where a gateway lists no models, try the key with a chat'

function parsed(body: string): unknown {
  try {
    return JSON.parse(body) as unknown
  } catch {
    return undefined
  }
}
