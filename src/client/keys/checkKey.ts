import { RealClock, type Clock, type ConnectionOptions, type Transport } from '../../runtime/index.ts'
import { checkedBaseURL } from '../baseUrl.ts'
import { checkNames, shown, type NamesOf } from '../checkNames.ts'
import { headersFrom, secretsAmong } from '../endpointHeaders.ts'
import { checkConnection, openTransport } from '../openTransport.ts'
import { ClientOptionsError } from '../optionsError.ts'
import { scrubbed } from '../scrubbed.ts'
import { Secret } from '../secret.ts'
import { askModels } from './askModels.ts'
import { readKey, type ApiKey } from './env.ts'
import { judgeFailure, judgeResponse, type KeyAnswer } from './keyAnswer.ts'
import { isPadded } from './keyProblem.ts'

/** Which key, and where. Times in ms. */
export interface KeyCheckOptions {
  /** Ends in `/v1` as a rule; `/models` is appended. */
  readonly baseURL: string
  readonly apiKey: ApiKey | undefined
  /** For everything: to connect, to be answered, to read. 10,000 ms unless set. */
  readonly timeoutMs?: number
  /** Aborting rejects with the signal's reason. */
  readonly signal?: AbortSignal
  /** Sent along, as those of an endpoint. */
  readonly headers?: Readonly<Record<string, string>>
  /** Pool, proxy and certificate authority of the connection, as in `createClient`; HTTPS_PROXY is used unless set. */
  readonly connection?: Partial<ConnectionOptions>
  readonly clock?: Clock
  /** A connection of its own, closed afterwards, unless given. */
  readonly transport?: Transport
}

const names: NamesOf<KeyCheckOptions> = {
  baseURL: 1,
  apiKey: 1,
  timeoutMs: 1,
  signal: 1,
  headers: 1,
  connection: 1,
  clock: 1,
  transport: 1,
}

/** Whether a key works, as far as can be told. */
export interface KeyCheck {
  readonly answer: KeyAnswer
  /** What exactly, inside the answer: `placeholder`, `refused`, `quota_exhausted`, `no_models`, `connect`, … */
  readonly reason: string
  /** The answer in words, and what to do about it. It never holds the key. */
  readonly message: string
  /** The HTTP status; null if nothing was answered. */
  readonly status: number | null
  /** The ids that the server listed; empty if it listed none. */
  readonly models: readonly string[]
  /** The key came with white space around it, and was used without. */
  readonly padded: boolean
  /** False for a key that was caught without the network. */
  readonly sent: boolean
  /** How long the server asked to be left alone, in ms; null if it did not. */
  readonly askedWaitMs: number | null
  /** The same as an instant: epoch ms. */
  readonly retryAtMs: number | null
}

/**
 * Whether a key works: looks at it first, then asks `GET /models` once, which no provider bills. An answer is a value;
 * throws `ClientOptionsError` for options that cannot be, and the signal's reason after an abort.
 *
 * A provider that lists its models to anybody lists them to a bad key too: there, only a chat can tell.
 */
export async function checkKey(options: KeyCheckOptions): Promise<KeyCheck> {
  const { apiKey, signal, timeoutMs = 10_000, clock = new RealClock() } = options
  checkNames('checkKey', options, names)
  checkConnection(options.connection)
  const baseURL = checkedBaseURL(options.baseURL, 'checkKey').base
  const headers = headersFrom(options.headers, 'checkKey')
  if (!(timeoutMs >= 1))
    throw new ClientOptionsError(`timeoutMs is ${shown(timeoutMs)}, expected a number of ms from 1`)
  signal?.throwIfAborted()
  const { raw, problem } = readKey(apiKey)
  const padded = isPadded(raw)
  if (problem !== undefined) {
    const { kind: reason, message } = problem
    const none = { status: null, models: [], askedWaitMs: null, retryAtMs: null }
    return { answer: 'invalid', reason, message, padded, sent: false, ...none }
  }
  const secret = new Secret(raw!.trim(), secretsAmong(headers))
  const own = options.transport === undefined ? openTransport(options.connection) : undefined
  const transport = options.transport ?? own!
  try {
    const reply = await askModels({ baseURL, key: secret.reveal(), headers, clock, transport, timeoutMs, signal })
    const answered = 'headers' in reply
    const epochMs = clock.epochMs()
    const judged = answered ? judgeResponse(reply, secret, epochMs) : judgeFailure(scrubbed(reply, secret))
    const retryAtMs = judged.askedWaitMs === null ? null : epochMs + judged.askedWaitMs
    return { ...judged, status: answered ? reply.status : null, padded, sent: true, retryAtMs }
  } finally {
    await own?.close()
  }
}
