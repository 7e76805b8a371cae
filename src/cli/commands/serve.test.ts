import { existsSync, readFileSync, statSync } from 'node:fs'
import { createServer, type AddressInfo } from 'node:net'
import { describe, expect, onTestFinished, test, vi } from 'vitest'
import { badScripts } from '../../../test/support/badScripts.ts'
import { badTexts } from '../../../test/support/badTexts.ts'
import { emptyFolder, type, typeInNode } from '../../../test/support/commandLine.ts'
import { ask, serveHere, serveProcess } from '../../../test/support/serve.ts'

describe('what is served', () => {
  test('without a name: every model of the table that a request can name, healthy', async () => {
    const { baseUrl, started } = await serveHere()
    const models = ['deepseek-chat', 'moonshot-v1-8k', 'abab6-chat']
    expect(started).toMatchObject({ name: null, seed: 7, origins: [{ name: 'gateway', models }] })
    for (const model of models) expect((await ask(baseUrl, { model })).status).toBe(200)
    const list = (await (await fetch(`${baseUrl}/models`)).json()) as { data: { id: string }[] }
    expect(list.data.map(({ id }) => id)).toEqual(models)
  })

  test('a stream, too', async () => {
    const { baseUrl } = await serveHere()
    const response = await ask(baseUrl, { stream: true })
    expect(response.headers.get('content-type')).toContain('text/event-stream')
    expect(await response.text()).toMatch(/data: \[DONE\]\n\n$/)
  })

  test('a scenario by its name, each origin at a port', async () => {
    const { started } = await serveHere(['auth-401'])
    const [gateway, backup] = started.origins
    expect([gateway!.name, backup!.name]).toEqual(['gateway', 'backup'])
    expect((await ask(gateway!.baseUrl)).status).toBe(401)
    expect((await ask(backup!.baseUrl, { model: 'abab6-chat' })).status).toBe(200)
  })

  test('a script of a file', async () => {
    const script = { models: { mine: [{ when: { first: 1 }, fault: { type: 'status', status: 418 } }] } }
    const { baseUrl, started } = await serveHere(['script.json'], {
      cwd: emptyFolder({ 'script.json': JSON.stringify(script) }),
    })
    expect(started.name).toBe('script.json')
    const statuses = [await ask(baseUrl, { model: 'mine' }), await ask(baseUrl, { model: 'mine' })]
    expect(statuses.map(({ status }) => status)).toEqual([418, 200])
  })

  test('a model that the script does not have is told apart, with those that it has', async () => {
    const { baseUrl } = await serveHere(['storm-short'])
    const response = await ask(baseUrl, { model: 'gpt-4o' })
    expect(response.status).toBe(404)
    expect(await response.text()).toContain(
      'The model `gpt-4o` does not exist here: there are deepseek-chat, moonshot-v1-8k',
    )
  })

  test('the same seed, the same faults; another seed, others', async () => {
    const statusesOf = async (seed: string) => {
      const { baseUrl, stop } = await serveHere(['500-random', '--seed', seed])
      const statuses = []
      for (let call = 0; call < 40; call += 1)
        statuses.push((await ask(baseUrl, { content: `[[call:${call}]]` })).status)
      await stop()
      return statuses.join()
    }
    const [one, same, other] = [await statusesOf('3'), await statusesOf('3'), await statusesOf('4')]
    expect(same).toBe(one)
    expect(other).not.toBe(one)
    expect(one).toContain('500')
  })

  test('on IPv6 loopback', async () => {
    const { baseUrl } = await serveHere(['--host', '::1'])
    expect(baseUrl).toMatch(/^http:\/\/\[::1\]:\d+\/v1$/)
    expect((await ask(baseUrl)).status).toBe(200)
  })
})

describe('--tls', () => {
  test('every origin speaks https; the root lies in a file of its own, which is gone in the end', async () => {
    const { started, stop } = await serveHere(['provider-outage', '--tls'])
    const file = started.certificateFile!
    expect(started.origins.map(({ baseUrl }) => baseUrl.split(':')[0])).toEqual(['https', 'https'])
    expect(readFileSync(file, 'utf8')).toMatch(/^-----BEGIN CERTIFICATE-----/)
    expect(statSync(file).mode & 0o777).toBe(0o600)
    expect((await stop()).code).toBe(0)
    expect(existsSync(file)).toBe(false)
  })

  test('a scenario about certificates is served without it, too', async () => {
    const { started } = await serveHere(['tls-expired'])
    expect(started.certificateFile).not.toBeNull()
    await expect(fetch(`${started.origins[0]!.baseUrl}/models`)).rejects.toThrow()
  })
})

describe('the log', () => {
  /** The lines of the log, as people read them. */
  async function logged(argv: readonly string[], work: (baseUrl: string) => Promise<unknown>): Promise<string[]> {
    let [out, stop] = ['', () => {}]
    const { main } = await import('../main.ts')
    const sink = { write: (text: string) => void (out += text), isTTY: false, columns: undefined }
    const ended = main(['serve', '--port', '0', ...argv], {
      out: sink,
      err: sink,
      cwd: emptyFolder(),
      env: {},
      onStop: (listener) => {
        stop = () => listener('SIGINT')
        return () => {}
      },
    })
    await vi.waitFor(() => expect(out).toContain('stops it'), 10_000)
    const baseUrl = /OPENAI_BASE_URL=(\S+)/.exec(out)![1]!
    const before = out.length
    await work(baseUrl)
    stop()
    await ended
    return out
      .slice(before)
      .split('\n')
      .filter((line) => line !== '')
  }

  test('a line an exchange: when, which, what was asked, what was answered, how it ended', async () => {
    const lines = await logged(['ra-seconds'], async (baseUrl) => {
      await (await ask(baseUrl)).text()
      await (await ask(baseUrl, { stream: true })).text()
      await (await fetch(`${baseUrl}/nothing?x=1`)).text()
    })
    expect(lines.map((line) => line.replace(/^ \d\d:\d\d:\d\d\.\d{3}/, 'now').replace(/, [\d.]+ m?s$/, ''))).toEqual([
      'now #1 POST /chat/completions deepseek-chat -> 429 retry-after 3',
      'now #2 POST /chat/completions deepseek-chat stream -> 200',
      'now #3 GET /nothing?x=1 -> 404',
    ])
  })

  test('an answer that breaks, and one that never comes', async () => {
    const lines = await logged(['sse-reset'], async (baseUrl) => {
      await (await ask(baseUrl, { stream: true })).text().catch(() => {})
    })
    expect(lines.join('\n')).toMatch(/-> 200, then a reset \(\d+ characters\), /)
    const silent = await logged(['headers-timeout'], async (baseUrl) => {
      await expect(
        fetch(`${baseUrl}/chat/completions`, {
          method: 'POST',
          body: JSON.stringify({ model: 'deepseek-chat', messages: [] }),
          signal: AbortSignal.timeout(200),
        }),
      ).rejects.toThrow()
    })
    expect(silent.join('\n')).toMatch(/deepseek-chat -> nothing, (client left|still open), /)
  })

  test('what comes over the wire cannot steer the terminal or a CI server', async () => {
    const hostile = '\u001b[2J\n::error::gotcha\u202e##[command]x'
    const lines = await logged([], async (baseUrl) => {
      await (await ask(baseUrl, { model: hostile })).text()
      await (await ask(baseUrl, { model: 'x'.repeat(100_000) })).text()
    })
    expect(lines).toHaveLength(2)
    expect(lines.join('\n')).not.toMatch(/(?!\n)\p{Cc}|\u202e|^::|##\[/mu)
    expect(Math.max(...lines.map(({ length }) => length))).toBeLessThan(200)
  })

  test('--quiet leaves it out', async () => {
    expect(await logged(['--quiet'], async (baseUrl) => (await ask(baseUrl)).text())).toEqual([])
  })
})

describe('--judge', () => {
  const call = (number: number) => ({ content: `[[call:${number}]]` })

  test('a client that comes back too early: 1', async () => {
    const { baseUrl, stop } = await serveHere(['ra-seconds', '--judge'])
    await (await ask(baseUrl, call(1))).text()
    await (await ask(baseUrl, call(1))).text()
    const { code, out } = await stop()
    expect(code).toBe(1)
    const verdict = JSON.parse(out.trim().split('\n').at(-1)!) as { judged: { invariant: string; result: object }[] }
    expect(verdict).toMatchObject({ type: 'verdict', exchanges: 2, calls: 1, leftOut: 0 })
    expect(verdict.judged.find(({ invariant }) => invariant === 'retry-after-honoured')?.result).toMatchObject({
      verdict: 'fail',
      violations: [{ message: expect.stringContaining('call 1 came back to deepseek-chat@gateway after ') }],
    })
    const unknown = verdict.judged.find(({ invariant }) => invariant === 'deadline-kept')
    expect(unknown?.result).toEqual({ verdict: 'unknown', why: 'needs the caller’s events' })
  })

  test('a client that goes elsewhere: 0', async () => {
    const fault = { type: 'rateLimit', retryAfterSeconds: 2 }
    const script = { models: { 'deepseek-chat': [{ when: { always: true }, fault }], 'moonshot-v1-8k': [] } }
    const cwd = emptyFolder({ 'script.json': JSON.stringify(script) })
    const { baseUrl, stop } = await serveHere(['script.json', '--judge'], { cwd })
    await (await ask(baseUrl, call(1))).text()
    await (await ask(baseUrl, { ...call(1), model: 'moonshot-v1-8k' })).text()
    expect((await stop()).code).toBe(0)
  })

  test('nobody came: 3; and nothing was put to the test: 3', async () => {
    expect((await (await serveHere(['--judge'])).stop()).code).toBe(3)
    const { baseUrl, stop } = await serveHere(['--judge'])
    await (await ask(baseUrl)).text()
    expect((await stop()).code).toBe(3)
  })

  test('a script that follows is judged by itself, and what the first one broke stays broken', async () => {
    const { baseUrl, stop, control } = await serveHere(['ra-seconds', '--judge'])
    for (let times = 0; times < 2; times += 1) await (await ask(baseUrl, call(1))).text()
    expect((await control('PUT', '/scenario', { name: 'storm-short' })).status).toBe(200)
    await (await ask(baseUrl, call(1))).text()
    expect((await stop()).code).toBe(1)
  })
})

describe('what makes no sense', () => {
  test('each bad script: three lines with the path to the field, exit 2', () => {
    const all = Object.entries({ ...badScripts, ...badTexts })
    const ended = typeInNode(
      all.map(([, { text }]) => ({ argv: ['serve', 'script.json'], cwd: emptyFolder({ 'script.json': text }) })),
    )
    all.forEach(([story, { what, where, mend }], index) => {
      const { code, out, err } = ended[index]!
      expect({ story, code, out }).toEqual({ story, code: 2, out: '' })
      const lines = err.split('\n')
      expect(lines).toHaveLength(4)
      // What stands in the file cannot steer the terminal: signs stand for it.
      if (!/[^ -~…]/.test(what)) expect(lines[0], story).toContain(`error: ${what}`)
      expect(lines[1], story).toBe(`   at: ${where}`)
      expect(lines[2], story).toMatch(/^  fix: /)
      expect(lines[2], story).toContain(mend)
      expect(err.replaceAll('\n', '')).not.toMatch(/\p{Cc}|\u202e/u)
    })
  }, 60_000)

  test.each<[argv: string[], code: number, what: string, mend: string]>([
    [['strom-short'], 2, 'There is no scenario "strom-short".', 'Did you mean storm-short?'],
    [['nowhere.json'], 2, 'There is no file "nowhere.json".', 'Give the path of a script'],
    [['a', 'b'], 2, 'brownout serve has no use for "b".', 'How it is used'],
    [['--host', '0.0.0.0'], 2, '"0.0.0.0" is open to other machines', 'Add --token'],
    [['--host', '::'], 2, '"::" is open to other machines', 'Add --token'],
    [['--host', 'example.test', '--token'], 2, 'Nothing can listen on "example.test": it is no IP address.', 'Give an'],
    [['--host', '203.0.113.7', '--token'], 5, 'Nothing can listen on "203.0.113.7": this machine does not', 'Give an'],
    [['--token=secret'], 2, '--token is on or off and takes no value', 'Give --token alone'],
    [['--port', '80'], 2, '--port is a port from 1024 to 65000, or 0 for any free one; found "80".', 'For example'],
  ])('%j: %d', async (argv, code, what, mend) => {
    const ended = await type(['serve', ...argv], emptyFolder())
    expect({ code: ended.code, out: ended.out }).toEqual({ code, out: '' })
    expect(ended.err).toContain(`error: ${what}`)
    expect(ended.err).toContain(`  fix: ${mend}`)
  })

  test('a port that is in use: exit 5', async () => {
    const server = createServer()
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    onTestFinished(() => void server.close())
    const { port } = server.address() as AddressInfo
    expect(await type(['serve', '--port', String(port)], emptyFolder())).toEqual({
      code: 5,
      out: '',
      err: `error: Port ${port} is in use.
   at: 127.0.0.1:${port}
  fix: Choose another with --port, or take any free one: --port 0
`,
    })
  })
})

describe('who stops it', () => {
  test('by ^C ends it with 0, connections and all', async () => {
    const { baseUrl, stop } = await serveProcess(['headers-timeout'])
    const waiting = ask(baseUrl).catch(() => 'cut')
    const { code, err } = await stop()
    expect({ code, err, waiting: await waiting }).toEqual({ code: 0, err: '', waiting: 'cut' })
  })

  test('with --judge the verdict is its last line', async () => {
    const { stop } = await serveProcess(['--judge'])
    const { code, out } = await stop()
    expect({ code, last: JSON.parse(out.trim().split('\n').at(-1)!) as object }).toMatchObject({
      code: 3,
      last: { type: 'verdict', exchanges: 0 },
    })
  })
})
