import * as fc from 'fast-check'
import { expect, onTestFinished, test, vi } from 'vitest'
import { createClient, type ChatError } from '../../src/client/index.ts'
import type { ClientEvent } from '../../src/history/index.ts'
import { createRandom, RealClock, UndiciTransport, type Clock } from '../../src/runtime/index.ts'
import { epochMs, rewritten, type HeadedAnswer } from '../support/answerHeaders.ts'
import { CannedTransport, completion, hello, onTransport } from '../support/clientStage.ts'
import { startServer } from '../support/loopbackServers.ts'
import { holds } from '../support/property.ts'

vi.setConfig({ testTimeout: 120_000 })

/** Two attempts go wrong, then all is well. */
const twoAnswers = fc.tuple(rewritten, rewritten)

/** All that a client did and said, on a clock that takes no time. */
function decided(answers: readonly HeadedAnswer[]): Promise<unknown[]> {
  const canned = answers.map(({ headers, ...answer }) => ({
    ...answer,
    // A transport gives names in lower case, in the order in which they came.
    headers: Object.fromEntries(headers.map(([name, value]) => [name.toLowerCase(), value])),
  }))
  const endpoints = ['a', 'b'].map((model) => ({ model, baseURL: `https://${model}.test/v1`, apiKey: `sk-${model}` }))
  return onTransport(
    new CannedTransport(...canned, { body: completion('well') }),
    async ({ client, events }) => [
      ...events,
      await client.chat(hello).then(
        ({ text, attempts }) => ({ text, attempts }),
        ({ errorClass, message, retryAtMs, attempts }: ChatError) => ({ errorClass, message, retryAtMs, attempts }),
      ),
      ...events,
    ],
    { endpoints },
  )
}

test('the order of headers, and headers that nobody knows, change no decision', () =>
  holds(twoAnswers, { runs: 1_000, tested: 0.9 }, async ([first, second]) => {
    const others = await decided([first.other, second.other])
    expect(others).toEqual(await decided([first.usual, second.usual]))
    return first.other.headers.length > first.usual.headers.length || first.usual.headers.length > 1
  }))

/** An answer as it goes over the wire, names as they are written. */
function rendered({ status, headers, body }: HeadedAnswer): string {
  const lines = headers.map(([name, value]) => `${name}: ${value}`)
  return [`HTTP/1.1 ${status} So`, ...lines, `Content-Length: ${Buffer.byteLength(body)}`, '', body].join('\r\n')
}

const well: HeadedAnswer = { status: 200, headers: [], body: completion('well') }

test('nor does the case in which a server writes their names, on the wire', async () => {
  let left: HeadedAnswer[] = []
  const { port } = await startServer((socket) => socket.write(rendered(left.shift() ?? well)))
  const transport = new UndiciTransport({ loopbackOnly: true })
  onTestFinished(() => transport.close())
  // Time stands still, or the same wait would be another one a moment later. Nobody waits: the first wait is the end.
  const timers = new RealClock()
  const clock: Clock = { ...timersOf(timers), now: () => 0, epochMs: () => epochMs }

  async function decidedOnWire(answers: readonly HeadedAnswer[]): Promise<unknown> {
    left = [...answers]
    const events: ClientEvent[] = []
    const caller = new AbortController()
    const sink = (event: ClientEvent) => {
      events.push(event)
      if (event.type === 'wait-started') caller.abort()
    }
    const client = createClient({
      endpoints: ['a', 'b'].map((model) => ({ model, baseURL: `http://127.0.0.1:${port}/v1`, apiKey: `sk-${model}` })),
      runtime: { clock, random: createRandom(1), transport, sink },
    })
    const outcome = await client.chat(hello, { signal: caller.signal }).then(
      ({ text }) => text,
      ({ errorClass, message, retryAtMs }: ChatError) => ({ errorClass, message, retryAtMs }),
    )
    return { events, outcome }
  }

  await holds(twoAnswers, { runs: 500, tested: 0.9 }, async ([first, second]) => {
    const others = await decidedOnWire([first.other, second.other])
    expect(others).toEqual(await decidedOnWire([first.usual, second.usual]))
    return first.other.headers.length > 0
  })
})

function timersOf(clock: RealClock): Pick<Clock, 'sleep' | 'timer' | 'pending'> {
  return {
    sleep: (...wait) => clock.sleep(...wait),
    timer: (...wait) => clock.timer(...wait),
    pending: () => clock.pending(),
  }
}
