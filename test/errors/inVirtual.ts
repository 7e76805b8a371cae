import { History } from '../../src/history/index.ts'
import { createRandom, TransportError, VirtualClock, VirtualTransport } from '../../src/runtime/index.ts'
import { ScriptedUpstream } from '../../src/upstream/scriptedUpstream.ts'
import { VirtualUpstream } from '../../src/upstream/virtual/virtualUpstream.ts'
import { meet } from './meet.ts'
import { chatBody, scriptOf } from './script.ts'
import type { Met, Row } from './row.ts'

/** Longer than whatever is played ends by itself. */
const patienceMs = 60_000

/** What the virtual network throws, as the cause of our transport's one error. */
export async function virtualMeets(row: Row): Promise<Met> {
  const clock = new VirtualClock()
  const history = new History(() => clock.now())
  const place = `${row.over === undefined ? 'http' : 'https'}://m.test`
  const upstream = new ScriptedUpstream(scriptOf(row), { clock, random: createRandom(1), recorder: history }, new Map())
  const transport = new VirtualTransport(new VirtualUpstream(upstream, new Map([[place, 'gateway']])), clock)
  const request = {
    method: 'POST',
    url: `${place}/v1/chat/completions`,
    headers: { 'content-type': 'application/json' },
    body: chatBody(row),
  } as const
  let met: Met = 'no end'
  await clock.run(async () => {
    const patience = new AbortController()
    const timer = clock.timer(patienceMs, () => patience.abort(new Error('nothing comes')))
    const once = () => meet(() => transport.send(request, patience), patience.signal, causeOf)
    if (row.kept === true) await once()
    met = await once()
    timer.cancel()
  })
  return met
}

function causeOf(error: Error): Error {
  return error instanceof TransportError && error.cause instanceof Error ? error.cause : error
}
