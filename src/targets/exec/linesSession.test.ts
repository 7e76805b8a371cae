import { expect, onTestFinished, test } from 'vitest'
import { isRunning, testee } from '../../../test/support/testees.ts'
import { markMessages } from '../../protocol/callMarker.ts'
import { RealClock } from '../../runtime/index.ts'
import { LinesSession, type LinesSessionOptions } from './linesSession.ts'

const key = 'sk-rehearsal-of-a-key-0123456789'

/** A program of `test/support/testees` with one session, and what was noted of it. */
function open(name: string, options: Partial<LinesSessionOptions> = {}) {
  const notes: string[] = []
  const session = new LinesSession({
    command: testee(name),
    environment: { PATH: process.env['PATH'] ?? '', OPENAI_API_KEY: key },
    clock: new RealClock(),
    secrets: [key],
    note: (what, text) => void notes.push(`${what}: ${text}`),
    model: 'deepseek-chat',
    deadlineMs: 4_000,
    saysReady: false,
    ...options,
  })
  onTestFinished(() => session.close())
  const pid = session.pid!
  return { session, notes, pid, kinds: () => notes.map((note) => note.split(':')[0]) }
}

const ask = (call: number, text = 'hello', signal = new AbortController().signal) => ({
  call,
  messages: markMessages([{ role: 'user', content: text }], call),
  signal,
})

test('a call is a line, its outcome another; a key that comes back is taken out', async () => {
  const { session, notes, pid } = open('polite', { saysReady: true })
  await session.ready()
  expect(await session.chat(ask(3))).toEqual({
    ok: true,
    text: 'hello [[call:3]]|deepseek-chat|4000|[key]',
    model: 'deepseek-chat',
  })
  await session.close()
  expect(notes).toEqual([])
  expect(isRunning(pid)).toBe(false)
})

test('calls at once, each with its own answer', async () => {
  const { session } = open('polite')
  const outcomes = await Promise.all([0, 1, 2].map((call) => session.chat(ask(call, `q${call}`))))
  expect(outcomes.map((outcome) => outcome.ok && outcome.text.split('|')[0])).toEqual(
    [0, 1, 2].map((call) => `q${call} [[call:${call}]]`),
  )
})

test('a stream comes in pieces', async () => {
  const { session } = open('polite')
  const stream = session.stream(ask(0))
  expect(await stream.next()).toEqual({ done: false, value: 'hel' })
  expect(await stream.next()).toEqual({ done: false, value: 'lo [[call:0]]' })
  expect(await stream.next()).toMatchObject({ done: true, value: { ok: true } })
})

test('a caller that gives up is told on; so is one that leaves a stream', async () => {
  const { session } = open('polite')
  const controller = new AbortController()
  const outcome = session.chat(ask(0, 'wait', controller.signal))
  controller.abort()
  expect(await outcome).toMatchObject({ ok: false, message: 'aborted' })
  const stream = session.stream(ask(1))
  await stream.next()
  await stream.return({ ok: true, text: '', model: null })
  expect(await session.chat(ask(2))).toMatchObject({ ok: true })
})

test('one that crashes: its calls end, and its last words are told without the key', async () => {
  const { session, notes, pid } = open('crash')
  const [first, second] = await Promise.all([session.chat(ask(0)), session.chat(ask(1))])
  expect(first).toMatchObject({ ok: false, status: null })
  expect(second.ok).toBe(false)
  expect(notes).toHaveLength(1)
  expect(notes[0]).toMatch(/^crashed: the program was gone with 2 calls open: exit code 1; last on stderr: /)
  expect(notes[0]).not.toContain(key)
  expect(await session.chat(ask(2))).toMatchObject({ ok: false })
  expect(notes[1]).toMatch(/^crashed: the program was gone before it was asked/)
  await session.close()
  expect(isRunning(pid)).toBe(false)
})

test('one that is not there at all', async () => {
  const { session, notes } = open('polite', { command: 'no-such-program-anywhere' })
  await session.chat(ask(0))
  expect(notes[0]).toMatch(/exit code 127/)
})

test('one that hangs is ended, and its call stays open', async () => {
  const { session, notes, pid } = open('hang')
  const settled = { is: false }
  void session.chat(ask(0)).then(() => (settled.is = true))
  await session.close()
  expect(isRunning(pid)).toBe(false)
  expect(notes).toEqual([])
  expect(settled.is).toBe(false)
})

test('what is no line of the protocol is told and passed over', async () => {
  const { session, notes } = open('garbage')
  expect(await session.chat(ask(0))).toEqual({
    ok: false,
    errorClass: null,
    message: 'no',
    status: 429,
    retryAtMs: null,
  })
  await session.close()
  expect(notes).toEqual([
    'garbled: the program printed what is no line of the protocol: "Server started"',
    'garbled: 5 more lines of the program were none of the protocol',
  ])
})

test.each([
  ['flood', 'the program printed more than 16 MiB on stdout, and was ended'],
  ['long-line', 'the program printed a line of more than 1024 KiB on stdout, and was ended'],
])('one that floods (%s) is ended, and its calls with it', async (name, said) => {
  const { session, notes, pid } = open(name)
  expect(await session.chat(ask(0))).toMatchObject({ ok: false })
  expect(notes).toContain(`flooded: ${said}`)
  await session.close()
  expect(isRunning(pid)).toBe(false)
})

test('one that heeds neither the end of its input nor SIGTERM is killed', async () => {
  const { session, kinds } = open('stubborn')
  const outcome = await session.chat(ask(0))
  const own = Number(outcome.ok && outcome.text)
  expect(isRunning(own)).toBe(true)
  await session.close()
  expect(isRunning(own)).toBe(false)
  expect(kinds()).toEqual(['stayed', 'ignored-sigterm'])
})

test.runIf(process.platform === 'linux')('children are ended with it, those that left its group too', async () => {
  const { session, kinds } = open('forks')
  const outcome = await session.chat(ask(0))
  const pids = JSON.parse(outcome.ok ? outcome.text : '[]') as number[]
  expect(pids.map(isRunning)).toEqual([true, true, true])
  await session.close()
  expect(pids.map(isRunning)).toEqual([false, false, false])
  expect(kinds()).toEqual(['left-children'])
})
