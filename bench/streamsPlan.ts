// A thousand streams at once, each with a plan of its own: what `bench:upstream --streams` asks for.
import { always, defineFault, type Script } from '../src/faults/index.ts'
import { data, end, head, wait } from '../src/faults/steps.ts'
import { doneBytes, eventBytes } from '../src/protocol/serverSentEvents.ts'

export const model = 'deepseek-chat'
/** Between two tokens of a stream, drawn evenly. */
export const gapMs: readonly [least: number, most: number] = [100, 200]

/** Microseconds of the machine's monotonic clock: the same in every process. */
export const machineMicroseconds = (): number => Number(process.hrtime.bigint() / 1000n)

/** The instant for which a token was planned, as it stands in its event. */
export const plannedAt = /"planned":(\d+)/g

/** Tokens at planned instants from the stream's start, each with its instant, for so long as it says. */
const plannedTokens = defineFault<{ durationMs: number }>({
  type: 'plannedTokens',
  doc: 'Streams tokens that say for which instant they were planned.',
  source: 'bench:upstream --streams',
  arbitrary: (fc) => fc.record({ durationMs: fc.nat(1000) }),
  *apply({ durationMs }, { random }) {
    const startedAt = machineMicroseconds()
    const [leastMs, mostMs] = gapMs
    yield head(200, { 'content-type': 'text/event-stream; charset=utf-8' }, { class: 'ok' })
    let atMs = 0
    for (;;) {
      const waitMs = leastMs + random() * (mostMs - leastMs)
      atMs += waitMs
      if (atMs > durationMs) break
      yield wait(waitMs)
      const choices = [{ index: 0, delta: { content: ' token' }, finish_reason: null }]
      const planned = Math.round(startedAt + atMs * 1000)
      yield data(eventBytes({ object: 'chat.completion.chunk', model, planned, choices }), { text: ' token' })
    }
    yield data(doneBytes, { finish: true })
    yield end
  },
})

export const scriptFor = (durationMs: number): Script => ({
  models: { [model]: [always(plannedTokens({ durationMs }))] },
})
