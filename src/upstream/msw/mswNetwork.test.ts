import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { expect, test } from 'vitest'

/** A whole life with MSW, in a process of its own; what it prints is what it saw. */
const life = `
  import { always, catalogue } from './src/faults/index.ts'
  import { createRandom, RealClock, UndiciTransport } from './src/runtime/index.ts'
  import { startMswUpstream } from './src/upstream/msw/mswUpstream.ts'
  // @mswjs/interceptors makes this as soon as it is loaded.
  const loaded = () => '__MSW_INTERCEPTORS_REGISTRY' in globalThis
  const seen = { loadedByImport: loaded() }
  const script = { models: { m: [always(catalogue.stall({ bytes: 10 }))] } }
  const recorder = { record: () => undefined }
  const upstream = await startMswUpstream(script, { clock: new RealClock(), random: createRandom(1), recorder }, new Map())
  seen.loadedByStart = loaded()
  const transport = new UndiciTransport()
  const body = JSON.stringify({ model: 'm', stream: true, messages: [] })
  const url = upstream.origins.get('gateway') + '/v1/chat/completions'
  const { body: pieces } = await transport.send(
    { method: 'POST', url, headers: {}, body }, { signal: new AbortController().signal })
  const first = await pieces[Symbol.asyncIterator]().next()
  seen.first = first.value.length
  await upstream.close()
  // With the interceptor on, this connection would have come about and failed later, in phase headers.
  const refused = { method: 'GET', url: 'http://127.0.0.1:1/', headers: {} }
  seen.refusedIn = await transport.send(refused, { signal: new AbortController().signal }).catch((error) => error.phase)
  await transport.close()
  console.log(JSON.stringify(seen))
`

test('a process loads MSW only when it plays, is rid of it afterwards, and ends by itself, though a stream was stalled', async () => {
  const { stdout } = await promisify(execFile)(process.execPath, ['--input-type=module', '--eval', life], {
    cwd: new URL('../../..', import.meta.url),
    timeout: 30_000,
  })
  expect(JSON.parse(stdout)).toEqual({ loadedByImport: false, loadedByStart: true, first: 10, refusedIn: 'connect' })
}, 40_000)
