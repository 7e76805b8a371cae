import { describe, expect, test } from 'vitest'
import { chromium, inPage, shown } from '../support/chromium.ts'
import { emptyFolder } from '../support/commandLine.ts'
import { ask, serveHere, type Serve } from '../support/serve.ts'

if (chromium === undefined) console.warn('skipped: there is no Chromium here to ask from a page of another site')

/** What a page can try without asking anybody: each gives what it could read, or `nothing`. */
const attempts = (place: string, token: string) => `
const place = ${JSON.stringify(place)}
const token = ${JSON.stringify(token)}
const chat = JSON.stringify({ model: 'deepseek-chat', messages: [{ role: 'user', content: 'hi' }] })
const script = JSON.stringify({ models: { stolen: [] } })
const read = async (path, options) => {
  try {
    const response = await fetch(place + path, options)
    const text = await response.text()
    return response.type === 'opaque' && text === '' ? 'nothing' : response.status + ' ' + text
  } catch (error) {
    return 'nothing'
  }
}
const element = (name, attributes) => new Promise((resolve) => {
  const one = Object.assign(document.createElement(name), attributes)
  one.onload = () => resolve(one)
  one.onerror = () => resolve(undefined)
  document.documentElement.append(one)
  setTimeout(() => resolve(undefined), 2000)
})
const framed = async (path) => {
  const frame = await element('iframe', { src: place + path })
  try {
    return frame?.contentDocument?.body?.textContent || 'nothing'
  } catch {
    return 'nothing'
  }
}
const events = (path) => new Promise((resolve) => {
  const source = new EventSource(place + path)
  source.onmessage = ({ data }) => resolve(data)
  source.onerror = () => (source.close(), resolve('nothing'))
})
const socket = (path) => new Promise((resolve) => {
  const one = new WebSocket(place.replace('http', 'ws') + path)
  one.onopen = () => resolve('open')
  one.onerror = () => resolve('nothing')
})
const form = async (path, fields) => {
  const frame = await element('iframe', { name: 'target' + Math.random() })
  const one = Object.assign(document.createElement('form'), { method: 'post', action: place + path, target: frame.name, enctype: 'text/plain' })
  for (const [name, value] of Object.entries(fields)) one.append(Object.assign(document.createElement('input'), { name, value }))
  document.documentElement.append(one)
  const loaded = new Promise((resolve) => { frame.onload = resolve; setTimeout(resolve, 2000) })
  one.submit()
  await loaded
  try {
    return frame.contentDocument?.body?.textContent || 'nothing'
  } catch {
    return 'nothing'
  }
}
const json = { 'content-type': 'application/json' }
const bearer = { authorization: 'Bearer ' + token }
const results = {
  'a fetch of the models': await read('/v1/models'),
  'a fetch with a key': await read('/v1/models', { headers: { authorization: 'Bearer test' } }),
  'a chat in plain text': await read('/v1/chat/completions', { method: 'POST', body: chat }),
  'a chat as clients send it': await read('/v1/chat/completions', { method: 'POST', body: chat, headers: { ...json, authorization: 'Bearer test' } }),
  'a chat, no-cors': await read('/v1/chat/completions', { method: 'POST', mode: 'no-cors', body: chat }),
  'a chat by a beacon': navigator.sendBeacon(place + '/v1/chat/completions', chat) && 'nothing',
  'a chat by a form': await form('/v1/chat/completions', { '{"model":"deepseek-chat","messages":[],"x":"': '"}' }),
  'events of a chat': await events('/v1/chat/completions'),
  'the state': await read('/__brownout/state'),
  'the state with the token': await read('/__brownout/state', { headers: bearer }),
  'the state, no-cors': await read('/__brownout/state', { mode: 'no-cors' }),
  'the state with cookies': await read('/__brownout/state', { credentials: 'include' }),
  'the history': await read('/__brownout/history', { headers: bearer }),
  'events of the history': await events('/__brownout/history'),
  'the state in a frame': await framed('/__brownout/state'),
  'the models in a frame': await framed('/v1/models'),
  'the models as a script': (await element('script', { src: place + '/v1/models' })) === undefined ? 'nothing' : 'loaded',
  'the models as an image': (await element('img', { src: place + '/v1/models' })) === undefined ? 'nothing' : 'loaded',
  'a socket': await socket('/v1/models'),
  'a reset, no-cors': await read('/__brownout/reset', { method: 'POST', mode: 'no-cors' }),
  'a reset by a form': await form('/__brownout/reset', {}),
  'a reset with the token': await read('/__brownout/reset', { method: 'POST', headers: bearer }),
  'another script': await read('/__brownout/script', { method: 'PUT', body: script }),
  'another script with the token': await read('/__brownout/script', { method: 'PUT', body: script, headers: { ...json, ...bearer } }),
  'another scenario by a form': await form('/__brownout/scenario', { '{"name":"always-503","x":"': '"}' }),
}
await tell(results)
`

const firstTry = { models: { 'deepseek-chat': [{ when: { first: 1 }, fault: { type: 'status', status: 418 } }] } }
const names = ['localhost', '127.0.0.1'] as const

const stateOf = async ({ control }: Serve) =>
  JSON.parse((await control('GET', '/state')).text) as {
    exchanges: object
    refused: number
    elapsedMs: number
    script: object
  }

describe.skipIf(chromium === undefined)('a page in a real browser', () => {
  test.each(names)(
    'served from %s, another port: it can read nothing, and move nothing',
    { timeout: 90_000 },
    async (host) => {
      const serve = await serveHere(['first-try.json'], {
        cwd: emptyFolder({ 'first-try.json': JSON.stringify(firstTry) }),
      })
      const before = await stateOf(serve)
      const results = await inPage<Record<string, string>>(host, attempts(serve.place, serve.started.token))
      const after = await stateOf(serve)
      expect(results).toEqual(Object.fromEntries(Object.keys(results).map((name) => [name, 'nothing'])))
      expect(Object.keys(results).length).toBeGreaterThanOrEqual(25)
      expect({ script: after.script, exchanges: after.exchanges }).toEqual({
        script: before.script,
        exchanges: before.exchanges,
      })
      // They came, and were refused: nothing else kept them away.
      expect(after.refused).toBeGreaterThanOrEqual(20)
      expect(after.elapsedMs).toBeGreaterThan(before.elapsedMs)
      // The script's first step is still to be had by the client that it is for.
      expect((await ask(serve.baseUrl)).status).toBe(418)
    },
  )

  test('a name that was made to lead here (rebinding) shows nothing', { timeout: 60_000 }, async () => {
    const { place } = await serveHere()
    const { port } = new URL(place)
    const flags = ['--host-resolver-rules=MAP rebind.test 127.0.0.1']
    for (const path of ['/v1/models', '/__brownout/state']) {
      const html = await shown(`http://rebind.test:${port}${path}`, flags)
      expect(html).toContain('this is not rebind.test')
      expect(html).not.toContain('deepseek-chat')
    }
  })

  test('who types the address sees the models: it is no page that asks', { timeout: 60_000 }, async () => {
    const { baseUrl } = await serveHere()
    expect(await shown(`${baseUrl}/models`)).toContain('deepseek-chat')
  })
})
