import { virtual } from '../../src/harness/worlds/index.ts'
import {
  VirtualClock,
  createRandom,
  type ResponseBody,
  type Transport,
  type TransportResponse,
} from '../../src/runtime/index.ts'
import { endpointsOf } from '../../src/faults/index.ts'
import { placeEndpoints } from '../../src/harness/place.ts'
import type { Scenario } from '../../src/scenarios/index.ts'
import { client } from '../../src/targets/client.ts'
import { everyMs, failsOneIn, steady } from './steady.ts'

/** A body that is here as a whole. */
class Whole implements ResponseBody {
  readonly #pieces: readonly Uint8Array[]

  constructor(pieces: readonly Uint8Array[]) {
    this.#pieces = pieces
  }

  takeWhole(): Uint8Array[] {
    return Array.from(this.#pieces)
  }

  async *[Symbol.asyncIterator](): AsyncIterator<Uint8Array> {
    yield* this.#pieces
  }
}

type Answer = Pick<TransportResponse, 'status' | 'headers'> & { readonly pieces: readonly Uint8Array[] }

/** Gives what it is told to at once, on a connection that always stands. */
class StubTransport implements Transport {
  readonly #next: () => Answer
  sent = 0

  constructor(next: () => Answer) {
    this.#next = next
  }

  send: Transport['send'] = (_request, { onConnected }) => {
    this.sent += 1
    onConnected?.()
    const { status, headers, pieces } = this.#next()
    return Promise.resolve({ status, headers, body: new Whole(pieces) })
  }

  busySockets(): number {
    return 0
  }

  close(): Promise<void> {
    return Promise.resolve()
  }
}

/** A good answer and a bad one of the steady day, as the virtual upstream gives them. */
export async function steadyAnswers(): Promise<{ good: Answer; bad: Answer }> {
  const answers: Answer[] = []
  const listening = {
    ...client,
    open: (setup: Parameters<typeof client.open>[0]) =>
      client.open({
        ...setup,
        transport: {
          busySockets: () => setup.transport.busySockets(),
          close: () => setup.transport.close(),
          send: async (request, options) => {
            const { status, headers, body } = await setup.transport.send(request, options)
            const pieces = body.takeWhole?.() ?? []
            answers.push({ status, headers, pieces })
            return { status, headers, body: new Whole(pieces) }
          },
        },
      }),
  }
  await virtual.play({ target: listening, scenario: steady(200), seed: 1 })
  const good = answers.find(({ status }) => status === 200)!
  const bad = answers.find(({ status }) => status !== 200)!
  return { good, bad }
}

/** The calls of the steady day, through our client and nothing else: no upstream, no history. Returns the attempts. */
export async function playOnStub(scenario: Scenario, { good, bad }: { good: Answer; bad: Answer }): Promise<number> {
  const clock = new VirtualClock()
  let nth = 0
  const transport = new StubTransport(() => ((nth += 1) % failsOneIn === 0 ? bad : good))
  const origins = new Map(
    endpointsOf(scenario.upstream).map(({ origin }) => [origin, `http://${origin}.brownout.test`]),
  )
  const open = client.open({
    endpoints: placeEndpoints(scenario.upstream, origins),
    declared: scenario.expect,
    clock,
    random: createRandom(1),
    transport,
    record: () => {},
  })
  await clock.run(async () => {
    const calls: Promise<unknown>[] = []
    for (let call = 0; call < (scenario.load as unknown as { calls: number }).calls; call += 1) {
      if (call > 0) await clock.sleep(everyMs)
      calls.push(
        open.chat({
          call,
          messages: [{ role: 'user', content: `[call ${call}]` }],
          signal: new AbortController().signal,
        }),
      )
    }
    await Promise.all(calls)
    await open.close()
  })
  return transport.sent
}
