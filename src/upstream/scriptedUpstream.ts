import {
  decide,
  decideConnection,
  endpointsOf,
  initialState,
  release,
  type ConnectionStep,
  type Decision,
  type Exchange,
  type FaultSpec,
  type Script,
  type ScriptState,
  type Step,
} from '../faults/index.ts'
import { jsonSteps } from '../faults/answer.ts'
import type { Recorder } from '../history/index.ts'
import type { Clock, Random } from '../runtime/index.ts'
import { Credentials, type Credential } from './credentials.ts'
import { BentAnswer } from './bentAnswer.ts'
import { Guarded } from './guarded.ts'
import { hashedBody } from './hashedBody.ts'
import type { HealthySource } from './healthyAnswer.ts'
import { play, type PlayedStep, type ServerSocket } from './play.ts'
import { readRequest, type ReadRequest } from './readRequest.ts'
import { modelsOf, type SeenModel } from './seenModel.ts'

export interface UpstreamRuntime {
  readonly clock: Clock
  readonly random: Random
  readonly recorder: Recorder
  /** A fault of the script threw: the exchange is reset, and whoever runs the upstream should fail with this. */
  readonly onBug?: (error: unknown) => void
  /** Where an origin of the script is to be found; nowhere unless set. */
  readonly urlOf?: (origin: string) => string | undefined
  /** False where nobody who reads the history asks whether two bodies are the same. */
  readonly hashesBodies?: boolean
  /** Good answers from somewhere else than from the script itself. */
  readonly healthy?: HealthySource
  /** A fault of the script takes effect: on an exchange, or on a connection that is being opened. */
  readonly onFault?: (fault: FaultSpec, exchange: number | undefined) => void
}

/** One request as a player hands it over: header names in lower case, the body whole. */
export interface IncomingRequest {
  readonly connection: number
  readonly origin: string
  /** The connection had carried a request before. */
  readonly isReused: boolean
  readonly method: string
  readonly path: string
  readonly headers: Readonly<Record<string, string | string[] | undefined>>
  readonly body: string
}

/** A request as far as it was understood. */
interface Understood {
  readonly read: ReadRequest
  readonly request: IncomingRequest
  readonly exchange: number
  /** Undefined for a model that the script does not have. */
  readonly seen: SeenModel | undefined
  readonly model: string
  readonly credential: Credential
}

/**
 * The upstream behind every player: it holds the script's state, decides what each connection and each exchange meets,
 * and takes down what it saw. Players only carry bytes.
 */
export class ScriptedUpstream {
  readonly #runtime: UpstreamRuntime
  readonly #credentials: Credentials
  #script: Script
  /** By their names. Others for each script: what is still under way of another one is not counted. */
  #models: ReadonlyMap<string, SeenModel>
  #startedAtMs: number
  #state: ScriptState = initialState
  #connections = 0
  /** Of this script. */
  #decided = 0
  #exchanges = 0

  /** `credentialNames` maps each key that was issued to the name by which the history may speak of it. */
  constructor(script: Script, runtime: UpstreamRuntime, credentialNames: ReadonlyMap<string, string>) {
    this.#script = script
    this.#runtime = runtime
    this.#startedAtMs = runtime.clock.now()
    this.#models = modelsOf(script)
    this.#credentials = new Credentials(credentialNames)
  }

  get script(): Script {
    return this.#script
  }

  /** Forgets all that was and begins again with `script`; what is under way plays on. Numbers are not given twice. */
  restart(script: Script): void {
    this.#script = script
    this.#models = modelsOf(script)
    this.#startedAtMs = this.#runtime.clock.now()
    this.#state = initialState
    this.#decided = 0
  }

  /** Decides what the next connection to `origin` meets. Nothing is recorded yet: a refused one is seen by nobody. */
  decideConnection(origin: string): { step: ConnectionStep; connection: number } {
    const connection = this.#connections++
    const random = this.#runtime.random.stream('connection', origin, this.#decided++)
    const decision = decideConnection(this.#script, this.#state, origin, this.#elapsedMs(), random)
    this.#state = decision.state
    if (decision.fault !== undefined) this.#runtime.onFault?.(decision.fault, undefined)
    return { step: decision.step, connection }
  }

  connectionOpened(connection: number, origin: string): void {
    this.#runtime.recorder.record({ type: 'connection-opened', connection, origin })
  }

  connectionFailed(connection: number, origin: string, code: string): void {
    this.#runtime.recorder.record({ type: 'connection-failed', connection, origin, code })
  }

  /** Answers one request on `socket`, in its own time. */
  exchange(request: IncomingRequest, socket: ServerSocket): { clientLeft(): void } {
    const { clock, recorder, onBug, hashesBodies = true } = this.#runtime
    const exchange = this.#exchanges++
    const { read, hash } = hashesBodies ? hashedBody(request.body) : { read: readRequest(request.body), hash: '' }
    const { chat, call } = read
    const seen = chat === undefined ? undefined : this.#models.get(chat.model)
    const model = seen?.name ?? chat?.model ?? ''
    const credential = this.#credentials.of(headerValue(request.headers['authorization']) ?? '')
    recorder.record({
      type: 'exchange-started',
      exchange,
      connection: request.connection,
      origin: request.origin,
      model,
      credential: credential.name,
      call,
      stream: chat?.stream === true,
      bodyHash: hash,
      idempotencyKey: headerValue(request.headers['idempotency-key']) ?? null,
    })
    let leave = () => {}
    const steps = new Guarded(
      () => this.#stepsFor({ read, request, exchange, seen, model, credential }, (then) => (leave = then)),
      onBug,
    )
    return play(steps, exchange, clock, socket, recorder, () => leave())
  }

  #stepsFor(
    { read, request, exchange, seen, model, credential }: Understood,
    onOver: (then: () => void) => void,
  ): Iterable<PlayedStep> {
    const { chat, call, promptTokens } = read
    const query = request.path.indexOf('?')
    const path = query === -1 ? request.path : request.path.slice(0, query)
    if (request.method === 'GET' && path.endsWith('/models')) return jsonSteps(200, this.#modelList(), { class: 'ok' })
    if (!path.endsWith('/chat/completions')) return refusal(404, 'not_found', `no such path: ${request.method} ${path}`)
    if (request.method !== 'POST') return refusal(405, 'invalid_request', `use POST for ${path}`)
    if (chat === undefined)
      return refusal(400, 'invalid_request', 'the body is no chat request: model and messages are needed')
    if (seen === undefined) return refusal(404, 'not_found', unknownModel(model, Array.from(this.#models.keys())))
    const { stream, maxTokens } = chat
    const { nth, nthOfKind } = seen.next(stream)
    // A request of no call is a first attempt; to remember each would fill the memory of an upstream that runs for days.
    const attempt = call === null ? 0 : seen.nextOf(call)
    const { random, clock, onFault, healthy } = this.#runtime
    const identity = ['exchange', model, call ?? `x${nth}`, attempt] as const
    const met: Exchange = {
      model,
      stream,
      nth,
      nthOfKind,
      attempt,
      call,
      bearsKey: credential.isClean,
      atMs: this.#elapsedMs(),
      isReused: request.isReused,
      urlOf: (origin) => this.#runtime.urlOf?.(origin) ?? `http://${origin}.invalid`,
      epochMs: clock.epochMs(),
      promptTokens,
      maxTokens,
      inFlight: seen.inFlight,
      random: random.stream(...identity),
      randomFor: (purpose) => random.stream(...identity, purpose),
      onFault: onFault && ((fault) => onFault(fault, exchange)),
    }
    const [script, before] = [this.#script, this.#state]
    const { steps, state, held } = decide(script, before, met)
    this.#state = state
    const counted = this.#entered(seen, held)
    if (healthy === undefined) {
      onOver(counted)
      return steps
    }
    const answer = healthy(request)
    onOver(() => {
      answer.leave()
      counted()
    })
    // Chance is dealt anew each time, and so deals the same.
    const again = () => ({ ...met, random: random.stream(...identity), onFault: undefined })
    return new BentAnswer(answer, (next) => decide(script, before, { ...again(), healthy: next }).steps)
  }

  /** Counts an exchange in; what is returned counts it out again. */
  #entered(seen: SeenModel, held: Decision['held']): () => void {
    const models = this.#models
    seen.inFlight += 1
    return () => {
      seen.inFlight -= 1
      if (models === this.#models) this.#state = release(this.#state, held)
    }
  }

  #modelList(): unknown {
    const data = endpointsOf(this.#script).map(({ model, origin }) => ({
      id: model,
      object: 'model',
      owned_by: origin,
    }))
    return { object: 'list', data }
  }

  #elapsedMs(): number {
    return this.#runtime.clock.now() - this.#startedAtMs
  }
}

function refusal(status: number, errorClass: 'not_found' | 'invalid_request', message: string): Iterable<Step> {
  return jsonSteps(
    status,
    { error: { message, type: 'invalid_request_error', param: null, code: errorClass } },
    { class: errorClass },
  )
}

/** A name may be as long as a body, and a script may have many. */
const longestEcho = 100
const mostNamed = 20

function unknownModel(model: string, known: readonly string[]): string {
  const asked = model.length <= longestEcho ? model : `${model.slice(0, longestEcho)}…`
  const named = known.length <= mostNamed ? known : [...known.slice(0, mostNamed), '…']
  return `The model \`${asked}\` does not exist here: there are ${named.join(', ')}`
}

function headerValue(value: string | string[] | undefined): string | undefined {
  return Array.isArray(value) ? value[0] : value
}
