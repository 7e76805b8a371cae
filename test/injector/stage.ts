import { History, type Recorder } from '../../src/history/index.ts'
import { createRandom, RealClock } from '../../src/runtime/index.ts'
import { startWireUpstream } from '../../src/upstream/wire/index.ts'
import type { Script } from '../../src/faults/index.ts'
import type { Stage } from './case.ts'
import { watchOwnLag } from './ownLag.ts'

/** The upstream's wall clock stands here, so that dates on the wire can be written down: Thu, 01 Jan 2026 00:00:00 GMT. */
export const epochMs: number = Date.UTC(2026, 0, 1)

export async function startStage(script: Script): Promise<Stage & { close(): Promise<void> }> {
  const clock = Object.assign(new RealClock(), { epochMs: () => epochMs })
  const history = new History(() => clock.now())
  let bug: unknown
  const endings = new Map<number, PromiseWithResolvers<string>>()
  const endingOf = (exchange: number) => {
    const known = endings.get(exchange)
    if (known !== undefined) return known
    const ending = Promise.withResolvers<string>()
    endings.set(exchange, ending)
    return ending
  }
  const recorder: Recorder = {
    record: (event) => {
      history.record(event)
      if (event.type === 'exchange-ended') endingOf(event.exchange).resolve(event.how)
    },
  }
  const runtime = { clock, random: createRandom(1), recorder, onBug: (error: unknown) => (bug ??= error) }
  const upstream = await startWireUpstream(script, runtime, new Map([['sk-test', 'gateway']]))
  const ownLag = watchOwnLag()
  return {
    ownLag,
    ended: (exchange) => endingOf(exchange).promise,
    url: upstream.origins.get('gateway')!,
    certificateAuthority: upstream.certificateAuthority,
    close: async () => {
      ownLag.stop()
      await upstream.close()
      if (bug !== undefined) throw bug
    },
  }
}
