import { describe, expect, test } from 'vitest'
import { data, end, fin, garbage, hang, head, reset, wait, type Step } from '../faults/steps.ts'
import { History } from '../history/index.ts'
import { VirtualClock } from '../runtime/index.ts'
import { play, type ServerSocket } from './play.ts'

const bytes = (text: string) => Buffer.from(text)
const events = head(200, { 'content-type': 'text/event-stream' }, { class: 'ok' })
const ok = head(
  200,
  { 'content-type': 'text/plain', 'retry-after': '3', 'x-ratelimit-remaining': '0' },
  { class: 'ok' },
)

/** Plays steps for a second, perhaps left by the client after a while. */
async function played(steps: Iterable<Step>, clientLeavesAtMs?: number) {
  const clock = new VirtualClock()
  const history = new History(() => clock.now())
  const sent: string[] = []
  let overs = 0
  const note = (what: string) => void sent.push(`${what} at ${clock.now()}`)
  const socket: ServerSocket = {
    head: (status) => note(`head ${status}`),
    data: (chunk) => note(Buffer.from(chunk).toString()),
    end: () => note('end'),
    reset: () => note('reset'),
    fin: (closeNotify) => note(closeNotify === false ? 'fin without close_notify' : 'fin'),
    garbage: (chunk) => note(`garbage ${Buffer.from(chunk).toString()}`),
    goaway: (code, processed) => note(`goaway ${code}${processed ? ', processed' : ''}`),
    rstStream: (code) => note(`rst-stream ${code}`),
  }
  await clock.run(async () => {
    const playing = play(steps, 4, clock, socket, history, () => (overs += 1))
    if (clientLeavesAtMs !== undefined) {
      await clock.sleep(clientLeavesAtMs)
      playing.clientLeft()
      // What it still waited for is nobody's concern any more.
      expect(clock.pending()).toBe(0)
    }
    await clock.sleep(1_000)
    expect(clock.pending()).toBe(0)
    playing.clientLeft()
  })
  return { sent, overs, events: history.events.map(({ seq: _seq, ...event }) => event) }
}

describe('steps on a socket', () => {
  test('go out in order, each at its time', async () => {
    const { sent } = await played([wait(5), ok, data(bytes('a')), wait(10), data(bytes('b')), end])
    expect(sent).toEqual(['head 200 at 5', 'a at 5', 'b at 15', 'end at 15'])
  })

  test('are taken down: the truth, what was asked for, and the text that went out', async () => {
    const { events } = await played([
      ok,
      data(bytes('x'), { text: 'hel' }),
      wait(7),
      data(bytes('y'), { text: 'lo', finish: true }),
      end,
    ])
    expect(events).toEqual([
      {
        at: 0,
        type: 'response-started',
        exchange: 4,
        status: 200,
        truth: { class: 'ok' },
        asked: { 'retry-after': '3', 'x-ratelimit-remaining': '0' },
      },
      { at: 7, type: 'exchange-ended', exchange: 4, how: 'complete', text: 'hello', finished: true },
    ])
  })

  test('what goes out beyond the declared length is no part of what was said', async () => {
    const short = head(200, { 'content-length': '3' }, { class: 'ok' })
    const { events } = await played([
      short,
      data(bytes('abc'), { text: 'abc' }),
      data(bytes('d'), { text: 'd', finish: true }),
      fin,
    ])
    expect(events.at(-1)).toMatchObject({ how: 'fin', text: 'abc', finished: false })
  })

  test.each([
    ['end', end, 'complete'],
    ['reset', reset, 'reset'],
    ['fin', fin, 'fin'],
  ])('%s is the end: what comes after is not played', async (name, step, how) => {
    const { sent, events } = await played([ok, step, data(bytes('late')), end])
    expect(sent).toEqual(['head 200 at 0', `${name} at 0`])
    expect(events.at(-1)).toMatchObject({ type: 'exchange-ended', how, text: '', finished: false })
  })

  test('that are corked go out with the next data, or before whatever else is next', async () => {
    const corked = (text: string): Step => ({ do: 'data', bytes: bytes(text), text, corked: true })
    const { sent, events } = await played([ok, corked('a'), corked('b'), data(bytes('c')), corked('d'), wait(5), end])
    expect(sent).toEqual(['head 200 at 0', 'abc at 0', 'd at 0', 'end at 5'])
    expect(events.at(-1)).toMatchObject({ text: 'abd' })
  })

  test.each<[story: string, steps: Step[], silence: object | undefined]>([
    ['nothing went out', [wait(100)], undefined],
    ['its head did', [wait(10), ok, wait(100)], { bytesMs: 40 }],
    ['bytes that are no head', [wait(20), garbage(bytes('HT')), wait(100)], { bytesMs: 30 }],
    ['a stream began', [events, wait(100)], { bytesMs: 50, contentMs: 50 }],
    [
      'comments came after a word',
      [events, wait(10), data(bytes('a'), { text: 'a' }), wait(30), data(bytes(': ping')), wait(100)],
      { bytesMs: 10, contentMs: 40 },
    ],
    ['it thought', [events, wait(10), data(bytes('…'), { goesOn: true }), wait(100)], { bytesMs: 40, contentMs: 40 }],
  ])('a client that leaves has waited for so long: %s', async (_story, steps, silence) => {
    const { events: taken } = await played([...steps, hang], 50)
    const { how, silence: told } = taken.at(-1) as { how?: string; silence?: object }
    expect([how, told]).toEqual(['client-left', silence])
  })

  test('a wait of no time still lets others in between', async () => {
    expect((await played([ok, wait(0), end])).sent).toEqual(['head 200 at 0', 'end at 0'])
  })
})

describe('the plan', () => {
  /** Timers that fire `lateMs` after their time, as on a busy machine. */
  class LateClock extends VirtualClock {
    readonly lateMs: number
    constructor(lateMs: number) {
      super()
      this.lateMs = lateMs
    }
    override timer(delayMs: number, callback: () => void) {
      return super.timer(delayMs + this.lateMs, callback)
    }
  }

  test.each([
    ['lateness does not add up', 4, [14, 24, 34]],
    ['what is overdue goes out at once', 15, [25, 25, 45]],
  ])('%s', async (_story, lateMs, expected) => {
    const clock = new LateClock(lateMs)
    const sentAtMs: number[] = []
    const ignored = () => {}
    const note = () => void sentAtMs.push(clock.now())
    const socket: ServerSocket = {
      head: ignored,
      data: note,
      end: ignored,
      reset: ignored,
      fin: ignored,
      garbage: ignored,
      goaway: ignored,
      rstStream: ignored,
    }
    const tokens = [1, 2, 3].flatMap(() => [wait(10), data(bytes('t'))])
    await clock.run(async () => {
      play([...tokens, end], 0, clock, socket, new History(() => clock.now()))
      await clock.sleep(1_000)
    })
    expect(sentAtMs).toEqual(expected)
  })
})

test.each([
  ['ends', [ok, end], undefined],
  ['is reset', [ok, reset], undefined],
  ['is left by its client', [ok, hang], 50],
])('an exchange that %s is over once', async (_story, steps, clientLeavesAtMs) => {
  const { overs } = await played(steps, clientLeavesAtMs)
  expect(overs).toBe(1)
})

describe('a client that leaves', () => {
  test('stops what was to come, and it is known how much it got', async () => {
    const { sent, events } = await played(
      [ok, data(bytes('x'), { text: 'half' }), wait(100), data(bytes('y'), { text: 'late' }), end],
      50,
    )
    expect(sent).toEqual(['head 200 at 0', 'x at 0'])
    expect(events.at(-1)).toEqual({
      at: 50,
      type: 'exchange-ended',
      exchange: 4,
      how: 'client-left',
      text: 'half',
      finished: false,
      silence: { bytesMs: 50 },
    })
  })

  test('ends a hang', async () => {
    const { events } = await played([ok, hang, end], 50)
    expect(events.at(-1)).toMatchObject({ at: 50, how: 'client-left' })
  })

  test('after the end is nothing', async () => {
    const { events } = await played([ok, end], 50)
    expect(events.filter(({ type }) => type === 'exchange-ended')).toHaveLength(1)
  })
})
