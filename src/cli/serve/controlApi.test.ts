import { describe, expect, test, vi } from 'vitest'
import { badScripts } from '../../../test/support/badScripts.ts'
import { badTexts } from '../../../test/support/badTexts.ts'
import { rawConnect } from '../../../test/support/rawClient.ts'
import { ask, serveHere } from '../../../test/support/serve.ts'
import type { HistoryEvent } from '../../history/index.ts'

const failing = { models: { m: [{ when: { first: 1 }, fault: { type: 'status', status: 503 } }] } }
const state = (text: string) =>
  JSON.parse(text) as { name: string | null; script: object; history: object; exchanges: object }

describe('what a program can ask', () => {
  test('the state: what is served, and what came so far', async () => {
    const { control, baseUrl } = await serveHere(['storm-window', '--seed', '11'])
    await (await ask(baseUrl, { model: 'moonshot-v1-8k' })).text()
    await (await ask(baseUrl, { model: 'nobody' })).text()
    const { status, text, headers } = await control('GET', '/state')
    expect(status).toBe(200)
    expect(JSON.parse(text)).toMatchObject({
      schema: 'brownout/serve/1',
      name: 'storm-window',
      seed: 11,
      origins: [{ name: 'gateway', baseUrl, models: ['deepseek-chat', 'moonshot-v1-8k'] }],
      exchanges: { open: 0, over: { 200: 1, 404: 1 } },
      script: { models: { 'deepseek-chat': expect.any(Array) } },
    })
    expect(Object.fromEntries(headers)).toMatchObject({
      'cache-control': 'no-store',
      'x-content-type-options': 'nosniff',
    })
    expect(text).not.toMatch(/token/)
  })

  test('the history as NDJSON, from any event on', async () => {
    const { control, baseUrl } = await serveHere()
    for (let times = 0; times < 3; times += 1) await (await ask(baseUrl)).text()
    const { text, headers } = await control('GET', '/history')
    const events = text
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as HistoryEvent)
    expect(events.map(({ seq }) => seq)).toEqual(events.map((_event, index) => index))
    expect(events.filter(({ type }) => type === 'exchange-ended')).toHaveLength(3)
    expect([headers.get('content-type'), headers.get('brownout-first-seq')]).toEqual(['application/x-ndjson', '0'])
    expect(Number(headers.get('brownout-next-seq'))).toBeGreaterThanOrEqual(events.length)
    const two = await control('GET', '/history?from=3&limit=2')
    expect(
      two.text
        .trim()
        .split('\n')
        .map((line) => (JSON.parse(line) as HistoryEvent).seq),
    ).toEqual([3, 4])
    expect(two.headers.get('brownout-next-seq')).toBe('5')
    const none = await control('GET', '/history?from=9999')
    expect([none.status, none.text]).toEqual([200, ''])
    expect(await control('GET', '/history?from=-1')).toMatchObject({
      status: 400,
      text: expect.stringContaining('from is \\"-1\\", expected a whole number from 0.'),
    })
  })

  test('what is no path, and what is another method', async () => {
    const { control } = await serveHere()
    expect(await control('GET', '/staet')).toMatchObject({
      status: 404,
      text: expect.stringContaining('GET /__brownout/state'),
    })
    expect(await control('GET', '/__proto__')).toMatchObject({ status: 404 })
    const { status, headers } = await control('POST', '/state')
    expect([status, headers.get('allow')]).toEqual([405, 'GET'])
  })
})

describe('what a program can tell it', () => {
  test('another scenario; the connection stays, state and clock begin anew', async () => {
    const { control, baseUrl, place } = await serveHere()
    const client = await rawConnect(place)
    const get = `GET /v1/models HTTP/1.1\r\nhost: ${new URL(place).host}\r\n\r\n`
    client.send(get)
    await client.untilReceived(100)
    const turned = await control('PUT', '/scenario', { name: 'always-503' })
    expect(state(turned.text)).toMatchObject({ name: 'always-503' })
    expect((await ask(baseUrl)).status).toBe(503)
    client.send(get)
    await vi.waitFor(() => expect(client.received().split('HTTP/1.1 200 OK')).toHaveLength(3))
    client.socket.destroy()
  })

  test('a script, and that script from its start', async () => {
    const { control, baseUrl } = await serveHere()
    const statuses = async () => [
      (await ask(baseUrl, { model: 'm' })).status,
      (await ask(baseUrl, { model: 'm' })).status,
    ]
    expect((await control('PUT', '/script', failing)).status).toBe(200)
    expect(await statuses()).toEqual([503, 200])
    expect(await statuses()).toEqual([200, 200])
    expect(state((await control('POST', '/reset')).text)).toMatchObject({ name: null, script: failing })
    expect(await statuses()).toEqual([503, 200])
  })

  test.each(Object.entries({ ...badScripts, ...badTexts }).filter(([, { text }]) => text.length < 10_000))(
    'a bad script is refused in the words that a file is: %s',
    async (_story, { text, what, where }) => {
      const { control } = await serveHere()
      const before = state((await control('GET', '/state')).text).script
      const answer = await control('PUT', '/script', text)
      const { error } = JSON.parse(answer.text) as { error: { message: string; at: string; fix: string } }
      expect(answer.status).toBe(400)
      if (!/[^ -~…]/.test(what)) expect(error.message).toContain(what)
      expect(error.at).toBe(where.replace('script.json', 'the script'))
      expect(error.fix).not.toBe('')
      expect(state((await control('GET', '/state')).text).script).toEqual(before)
    },
  )

  test('a scenario that nobody knows, one that has no name, and a script that sockets cannot play', async () => {
    const { control } = await serveHere()
    expect(await control('PUT', '/scenario', { name: 'strom-short' })).toMatchObject({
      status: 400,
      text: expect.stringContaining('Did you mean storm-short?'),
    })
    for (const body of ['', '[]', 'null', '{"name":7}']) {
      expect(await control('PUT', '/scenario', body)).toMatchObject({
        status: 400,
        text: expect.stringContaining('names no scenario'),
      })
    }
    const plain = {
      ...failing,
      origins: { o: { serves: ['m'], rules: [{ when: { always: true }, fault: { type: 'tlsExpired' } }] } },
    }
    expect(await control('PUT', '/script', plain)).toMatchObject({
      status: 400,
      text: expect.stringContaining('tlsExpired needs TLS'),
    })
  })
})
