import { readScript } from '../../config/script/readScript.ts'
import { Problem } from '../../harness/problem.ts'
import { messages } from '../../messages/index.ts'
import { visible } from '../../reporters/harmless.ts'
import { textBytes } from '../../protocol/serverSentEvents.ts'
import type { Scenario } from '../../scenarios/index.ts'
import type { IncomingRequest } from '../../upstream/scriptedUpstream.ts'
import type { ServerSocket } from '../../upstream/play.ts'
import { PortInUse } from '../../upstream/wire/index.ts'
import { controlPath } from './access.ts'
import { answerError, answerJson, answerWith } from './answers.ts'
import { onSockets, scenarioNamed, servingOf, type Serving } from './plan.ts'
import type { ServedUpstream } from './servedUpstream.ts'
import { stateOf } from './stateOf.ts'

const words = messages.serve.control

type Route = (request: IncomingRequest, socket: ServerSocket) => void | Promise<void>

/** So many events at most in one answer. */
const mostEvents = 5_000

export interface ControlOptions {
  readonly served: () => ServedUpstream
  readonly scenarios: readonly Scenario[]
  readonly tls: boolean
}

/** What can be asked of a running upstream, and told to it. Whoever comes here may: `access.ts` has looked. */
export class ControlApi {
  readonly #options: ControlOptions
  readonly #routes: Readonly<Record<string, { readonly method: string; readonly answer: Route }>> = {
    '/state': { method: 'GET', answer: (_request, socket) => this.#state(socket) },
    '/history': { method: 'GET', answer: (request, socket) => this.#history(request, socket) },
    '/scenario': { method: 'PUT', answer: (request, socket) => this.#turn(socket, this.#scenarioIn(request)) },
    '/script': { method: 'PUT', answer: (request, socket) => this.#turn(socket, this.#scriptIn(request)) },
    '/reset': { method: 'POST', answer: (_request, socket) => this.#turn(socket, this.#options.served().serving) },
  }

  constructor(options: ControlOptions) {
    this.#options = options
  }

  answer(request: IncomingRequest, socket: ServerSocket): void {
    this.#dispatch(request, socket).catch((error: unknown) => {
      if (error instanceof Problem) {
        const { what, where, mend } = error.text
        const [message, at, fix] = [what, where, mend].map(visible)
        answerJson(socket, error.kind === 'usage' ? 400 : 503, { error: { message, at, fix } })
      } else answerError(socket, 500, visible(String(error)))
    })
  }

  async #dispatch(request: IncomingRequest, socket: ServerSocket): Promise<void> {
    const path = request.path.split('?', 1)[0]!.slice(controlPath.length)
    const route = Object.hasOwn(this.#routes, path) ? this.#routes[path] : undefined
    if (route === undefined) answerError(socket, 404, words.noPath(controlPath, this.#list()))
    else if (request.method !== route.method)
      answerError(socket, 405, words.otherMethod(route.method, controlPath + path), { allow: route.method })
    else await route.answer(request, socket)
  }

  #list(): string[] {
    return Object.entries(this.#routes).map(([path, { method }]) => `${method} ${controlPath}${path}`)
  }

  #state(socket: ServerSocket): void {
    answerJson(socket, 200, stateOf(this.#options.served()))
  }

  #history({ path }: IncomingRequest, socket: ServerSocket): void {
    const { history } = this.#options.served()
    const query = new URLSearchParams(path.split('?')[1] ?? '')
    const from = wholeNumber('from', query.get('from') ?? '0')
    const limit = wholeNumber('limit', query.get('limit') ?? String(mostEvents))
    const events = history.from(from, Math.min(limit, mostEvents))
    const body = textBytes(events.map((event) => `${JSON.stringify(event)}\n`).join(''))
    answerWith(socket, 200, body, {
      'content-type': 'application/x-ndjson',
      'brownout-first-seq': String(history.firstSeq),
      'brownout-next-seq': String((events.at(-1)?.seq ?? Math.max(from, history.firstSeq) - 1) + 1),
    })
  }

  async #turn(socket: ServerSocket, serving: Serving): Promise<void> {
    const served = this.#options.served()
    try {
      await served.turnTo(serving)
    } catch (error) {
      if (!(error instanceof PortInUse)) throw error
      throw new Problem('environment', messages.errors.serve.portInUse('127.0.0.1', error.port), { cause: error })
    }
    this.#state(socket)
  }

  #scenarioIn({ body }: IncomingRequest): Serving {
    const name = nameIn(body)
    if (name === undefined) throw new Problem('usage', words.noName(`PUT ${controlPath}/scenario`))
    const scenario = scenarioNamed(name, this.#options.scenarios, `PUT ${controlPath}/scenario`)
    return onSockets(servingOf(scenario), this.#options.tls, `PUT ${controlPath}/scenario`)
  }

  #scriptIn({ body }: IncomingRequest): Serving {
    const script = readScript(body, words.putScript)
    return onSockets({ name: null, script, expect: {} }, this.#options.tls, words.putScript)
  }
}

function nameIn(body: string): string | undefined {
  try {
    const { name } = Object(JSON.parse(body)) as { name?: unknown }
    return typeof name === 'string' ? name : undefined
  } catch {
    return undefined
  }
}

function wholeNumber(name: string, value: string): number {
  if (/^\d{1,15}$/.test(value)) return Number(value)
  throw new Problem('usage', words.noNumber(name, value, `GET ${controlPath}/history`))
}
