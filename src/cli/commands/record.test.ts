import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { createServer, type AddressInfo } from 'node:net'
import { join } from 'node:path'
import { describe, expect, onTestFinished, test, vi } from 'vitest'
import { emptyFolder, type, type Ended } from '../../../test/support/commandLine.ts'
import { expectNothingOf, key } from '../../../test/support/secrets.ts'
import { startWire } from '../../../test/support/wire.ts'
import type { Script } from '../../faults/index.ts'
import { checkRecording } from '../../protocol/recording/checkRecording.ts'
import type { StopSignal } from '../exitCodes.ts'
import { main } from '../main.ts'

const tls: Script = { models: { m: [] }, origins: { gateway: { serves: ['m'], tls: true } } }

interface Recording {
  readonly baseURL: string
  readonly folder: string
  readonly told: () => string
  /** Asks the model, and says with which status it answered. */
  ask(stream?: boolean): Promise<number>
  /** Stops it as ^C does. */
  stop(): Promise<Ended>
  readonly ended: Promise<Ended>
}

/** Types `brownout record` in a folder of its own, and waits until clients can come. */
async function record(
  upstream: string,
  flags: readonly string[] = [],
  files: Record<string, string> = {},
): Promise<Recording> {
  const folder = emptyFolder(files)
  let [out, err] = ['', '']
  let stop: (signal: StopSignal) => void = () => {}
  const sink = (write: (text: string) => void) => ({ write, isTTY: false, columns: undefined })
  const code = main(['record', '--upstream', upstream, '--out', 'x/day.ndjson', ...flags], {
    out: sink((text) => (out += text)),
    err: sink((text) => (err += text)),
    cwd: folder,
    env: {},
    onStop: (listener) => {
      stop = listener
      return () => {}
    },
  })
  const ended = code.then((exit) => ({ code: exit, out, err }))
  onTestFinished(async () => {
    stop('SIGTERM')
    await ended
  })
  await vi.waitFor(() => expect(out + err).toMatch(/BASE_URL=|error:/))
  const baseURL = /OPENAI_BASE_URL=(\S+)/.exec(out)?.[1] ?? ''
  const ask = async (stream = false) => {
    const messages = [{ role: 'user', content: `hi ${key}` }]
    const response = await fetch(`${baseURL}/chat/completions`, {
      method: 'POST',
      headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
      body: JSON.stringify({ model: 'm', stream, messages }),
    })
    await response.text()
    return response.status
  }
  return { baseURL, folder, told: () => out + err, ask, ended, stop: () => (stop('SIGINT'), ended) }
}

const fileOf = ({ folder }: Recording) => readFileSync(join(folder, 'x/day.ndjson'), 'utf8')

describe('a recording', () => {
  test('of an upstream over https, until it is stopped', async () => {
    const wire = await startWire(tls)
    const recording = await record(`${wire.url()}/v1`, ['--ca', 'ca.pem'], {
      'ca.pem': wire.upstream.certificateAuthority!,
    })
    expect([await recording.ask(), await recording.ask(true)]).toEqual([200, 200])
    // What has come stands in the file already: nothing is lost with the process.
    await vi.waitFor(() => expect(checkRecording(fileOf(recording), 'x').exchanges).toHaveLength(2))
    const { code, out, err } = await recording.stop()
    expect({ code, err }).toEqual({ code: 0, err: '' })
    expect(out).toMatch(/#1 POST \/chat\/completions m: 200, 1 piece, complete after [\d.]+ ms\n/)
    expect(out).toMatch(
      /#2 POST \/chat\/completions m, stream: 200, \d+ pieces, first token after [\d.]+ ms, complete after/,
    )
    expect(out).toContain('2 exchanges in x/day.ndjson (')
    const { head, exchanges } = checkRecording(fileOf(recording), 'x')
    expect(head).toMatchObject({ upstream: `${wire.url()}/v1`, text: 'kept' })
    expect(exchanges.map(({ request }) => [request.stream, request.messages])).toEqual([
      [false, undefined],
      [true, undefined],
    ])
    expectNothingOf(key, out + fileOf(recording))
  })

  test('with prompts, and without what the model said', async () => {
    const wire = await startWire({ models: { m: [] } })
    const recording = await record(`${wire.url()}/v1`, ['--keep-prompts', '--no-text'])
    await recording.ask(true)
    await vi.waitFor(() => expect(recording.told()).toContain('#1'))
    await recording.stop()
    const { head, exchanges } = checkRecording(fileOf(recording), 'x')
    expect(head.text).toBe('filled')
    expect(exchanges[0]!.request.messages).toEqual([{ role: 'user', content: `hi ${'*'.repeat(key.length)}` }])
    expect(fileOf(recording)).not.toContain('Patience')
  })

  test('ends by itself after --max-exchanges', async () => {
    const wire = await startWire({ models: { m: [] } })
    const recording = await record(`${wire.url()}/v1`, ['--max-exchanges', '2'])
    await recording.ask()
    await recording.ask()
    expect(await recording.ended).toMatchObject({ code: 0, out: expect.stringContaining('2 exchanges in') })
  })

  test('ends by itself at --max-bytes, and its file is whole', async () => {
    const wire = await startWire({ models: { m: [] } })
    const recording = await record(`${wire.url()}/v1`, ['--max-bytes', '1500'])
    await recording.ask()
    await recording.ask()
    const { code, out } = await recording.ended
    expect({ code, out }).toEqual({ code: 0, out: expect.stringContaining('#2 not recorded: the file has no room') })
    expect(fileOf(recording).length).toBeLessThanOrEqual(1500)
    expect(checkRecording(fileOf(recording), 'x')).toMatchObject({ exchanges: [{ exchange: 1 }], torn: false })
  })

  test('of nothing is none', async () => {
    const recording = await record('http://127.0.0.1:9/v1')
    expect(await recording.ask()).toBe(502)
    const { code, out } = await recording.stop()
    expect({ code, out }).toEqual({ code: 3, out: expect.stringContaining('Nothing was recorded') })
    expect(existsSync(join(recording.folder, 'x/day.ndjson'))).toBe(false)
  })
})

const live = 'https://api.example.test/v1'

describe('what is live is never recorded by accident', () => {
  const typed = (argv: string, env: Record<string, string> = {}) => {
    let err = ''
    const sink = { write: (text: string) => void (err += text), isTTY: false, columns: undefined }
    const io = { out: sink, err: sink, cwd: emptyFolder(), env, onStop: () => () => {} }
    return main(`record --out day.ndjson ${argv}`.split(' '), io).then((code) => ({ code, err }))
  }

  test.each([
    [`--upstream ${live}`, {}, 'api.example.test is not this machine'],
    [`--upstream ${live} --live`, {}, 'how many requests may go there must be said'],
    [`--upstream ${live} --live --max-exchanges 1`, { CI: 'true' }, 'This is a CI job'],
    [`--upstream ${live} --live --max-exchanges 1 --confirm-live other.test`, {}, '--confirm-live names "other.test"'],
    [`--upstream ${live} --confirm-live api.example.test`, { CI: '1' }, 'is not this machine'],
    ['--upstream http://api.example.test/v1 --live --max-exchanges 1', {}, 'without TLS'],
    ['--upstream https://127.0.0.1.example.test/v1', {}, 'is not this machine'],
    ['--upstream https://localhost.example.test/v1', {}, 'is not this machine'],
    ['--upstream https://0.0.0.0/v1', {}, 'is not this machine'],
    [`--upstream ${live}`, { BROWNOUT_LIVE: '1', LIVE: 'true' }, 'is not this machine'],
  ])('%s %j', async (argv, env, problem) => {
    const ended = await typed(argv, env)
    expect(ended).toEqual({ code: 4, err: expect.stringContaining(problem) })
  })
})

describe('what makes no sense is said, and nothing is written', () => {
  test.each([
    ['', 'needs to know what to record'],
    ['--upstream http://127.0.0.1:9/v1', 'needs a file to record into'],
    ['--out x --upstream api.test', '--upstream is no http or https URL'],
    ['--out x --upstream ftp://127.0.0.1/v1', '--upstream is no http or https URL'],
    [`--out x --upstream http://u:${encodeURIComponent(key)}@127.0.0.1:9/v1`, '--upstream holds a user'],
    [`--out x --upstream http://127.0.0.1:9/v1?key=${key}`, '--upstream holds a user'],
    ['--out x --upstream http://127.0.0.1:9/v1/chat/completions', 'the address of one operation'],
    ['--out x --upstream http://127.0.0.1:9/v1 --max-exchanges 0', '--max-exchanges is a whole number from 1'],
    ['--out x --upstream http://127.0.0.1:9/v1 --max-bytes 1e9', '--max-bytes is a whole number from 1'],
    ['--out x --upstream http://127.0.0.1:9/v1 --ca nowhere.pem', 'No certificate authority: the system said ENOENT'],
    ['--out x --upstream http://127.0.0.1:9/v1 --ca no.pem', 'No certificate authority: certificateAuthority holds no'],
    ['--out x --upstream http://127.0.0.1:9/v1 --text', 'has no flag --text'],
    ['--out there --upstream http://127.0.0.1:9/v1', '"there" is there already'],
  ])('record %s', async (argv, problem) => {
    const folder = emptyFolder({ there: 'mine', 'no.pem': 'no' })
    const { code, out, err } = await type(['record', ...argv.split(' ').filter((word) => word !== '')], folder)
    expect({ code, err }).toEqual({ code: 2, err: expect.stringContaining(problem) })
    expectNothingOf(key, out + err.replaceAll('127.0.0.1:9/v1', ''))
    expect(existsSync(join(folder, 'x'))).toBe(false)
    expect(readFileSync(join(folder, 'there'), 'utf8')).toBe('mine')
  })

  test('a port that is taken, and a place where nothing can be written, are the machine’s', async () => {
    const server = createServer().listen(0, '127.0.0.1')
    onTestFinished(() => void server.close())
    await new Promise((resolve) => server.once('listening', resolve))
    const { port } = server.address() as AddressInfo
    const upstream = ['record', '--upstream', 'http://127.0.0.1:9/v1']
    const folder = emptyFolder()
    expect(await type([...upstream, '--out', 'x', '--port', String(port)], folder)).toMatchObject({ code: 5 })
    expect(existsSync(join(folder, 'x'))).toBe(false)
    writeFileSync(join(folder, 'file'), '')
    expect(await type([...upstream, '--out', 'file/x'], folder)).toMatchObject({ code: 5 })
    mkdirSync(join(folder, 'sub'))
    expect(await type([...upstream, '--out', 'sub'], folder)).toMatchObject({ code: 2 })
  })
})
