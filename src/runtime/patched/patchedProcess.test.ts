import crypto from 'node:crypto'
import { Socket } from 'node:net'
import { performance } from 'node:perf_hooks'
import timers, { setTimeout as namedTimeout } from 'node:timers'
import timersPromises, { setTimeout as sleep, setInterval as ticks, scheduler } from 'node:timers/promises'
import tls from 'node:tls'
import { promisify } from 'node:util'
import { gzipSync } from 'node:zlib'
import { describe, expect, test } from 'vitest'
import { createRandom } from '../random.ts'
import { VirtualClock } from '../virtualClock.ts'
import { keepRealTime, ProcessInUse } from '../processTime.ts'
import { inPatchedProcess, isSettled, MemoryNetwork } from './index.ts'
import { RealTimeUsed } from './patchedProcess.ts'

const real = { setTimeout, clearTimeout, Date }

interface Inside {
  readonly clock: VirtualClock
  readonly network: MemoryNetwork
}

function run<Result>(main: (inside: Inside) => Promise<Result>, seed = 1): Promise<Result> {
  const clock = new VirtualClock()
  const network = new MemoryNetwork(clock, (error) => clock.fail(error as Error))
  const lent = { clock, network, random: createRandom(seed).stream('process') }
  return inPatchedProcess(lent, () =>
    clock.run(
      () => main({ clock, network }),
      (own) => !network.isBusy && isSettled(own),
    ),
  )
}

const names = (owner: object, ...all: readonly PropertyKey[]) => all.map((name) => [owner, name] as const)
const timerNames = ['setTimeout', 'clearTimeout', 'setInterval', 'clearInterval']

/** All by which a program can reach time, chance and the network. */
const reach = [
  ...names(globalThis, ...timerNames, 'Date', Symbol.for('undici.globalDispatcher.1')),
  ...names(timers, ...timerNames),
  ...names(timersPromises, 'setTimeout', 'setInterval'),
  ...names(timersPromises.scheduler, 'wait'),
  ...names(AbortSignal, 'timeout'),
  ...names(performance, 'now'),
  ...names(process, 'hrtime', 'uptime'),
  ...names(Math, 'random'),
  ...names(crypto, 'randomUUID', 'randomBytes', 'randomFillSync'),
  ...names(globalThis.crypto, 'randomUUID', 'getRandomValues'),
  ...names(Socket.prototype, 'connect', 'setTimeout'),
  ...names(tls, 'connect'),
  ...names(Object.getPrototypeOf(real.setTimeout(() => {}, 0)) as object, 'refresh'),
]
const reached = () => [
  ...reach.map(([owner, name]) => Object.getOwnPropertyDescriptor(owner, name)),
  { value: namedTimeout },
]

describe('a process that is lent a clock', () => {
  test('has everything back afterwards, also after a throw', async () => {
    await run(() => Promise.resolve())
    const before = reached()
    let during: typeof before = []
    await run(() => Promise.resolve().then(() => (during = reached())))
    expect(reached()).toEqual(before)
    await expect(run(() => Promise.reject(new Error('broken')))).rejects.toThrow('broken')
    expect(reached()).toEqual(before)
    // None of them was left out; so the list can tell.
    expect(during.filter((now, index) => now?.value === before[index]?.value)).toEqual([])
  })

  test('is not lent to two at once', async () => {
    const first = run(() => sleep(10))
    await expect(run(() => Promise.resolve())).rejects.toThrow(ProcessInUse)
    await first
    await expect(run(() => Promise.resolve('again'))).resolves.toBe('again')
  })

  test('is not lent while anybody needs real time, nor the other way round', async () => {
    const [first, second] = [keepRealTime(), keepRealTime()]
    first()
    await expect(run(() => Promise.resolve())).rejects.toThrow(ProcessInUse)
    second()
    await run(() => Promise.resolve(expect(keepRealTime).toThrow(ProcessInUse)))
  })

  test('is not to be had by whoever took the real timers aside: a wrong verdict would be worse', async () => {
    let kept: NodeJS.Timeout | undefined
    const taken = run(() => {
      kept = real.setTimeout(() => {}, 60_000)
      return sleep(10)
    })
    await expect(taken).rejects.toThrow(RealTimeUsed)
    clearTimeout(kept)
  })

  test('waits by it, whichever timer is asked', async () => {
    const notes = await run(async ({ clock }) => {
      const seen: string[] = []
      const note = (what: string) => seen.push(`${what} ${clock.now()}`)
      await new Promise((resolve) => setTimeout(resolve, 1_000, note('start')))
      note('global')
      await new Promise((resolve) => namedTimeout(resolve, 1_000.9))
      note('named')
      await promisify(setTimeout)(1_000)
      note('promisified')
      note(`sleep ${await sleep(1_000, 'value')}`)
      await scheduler.wait(1_000)
      note('wait')
      for await (const value of ticks(500, 'tick')) {
        note(value)
        if (clock.now() >= 6_000) break
      }
      await new Promise<void>((resolve) => {
        const interval = setInterval(() => {
          note('interval')
          if (clock.now() < 8_000) return
          clearInterval(interval)
          resolve()
        }, 1_000)
      })
      return seen
    })
    expect(notes).toEqual([
      'start 0',
      'global 1000',
      'named 2000',
      'promisified 3000',
      'sleep value 4000',
      'wait 5000',
      'tick 5500',
      'tick 6000',
      'interval 7000',
      'interval 8000',
    ])
  })

  test('can take a timer back by its object, by its number, and by what it kept of the real ones', async () => {
    const fired = await run(async () => {
      const seen: string[] = []
      const make = (name: string) => setTimeout(() => seen.push(name), 100)
      clearTimeout(make('object'))
      clearTimeout(+make('number'))
      real.clearTimeout(make('real'))
      make('closed').close()
      const refreshed = make('refreshed')
      await sleep(60)
      refreshed.refresh()
      await sleep(60)
      seen.push('between')
      await sleep(60)
      return seen
    })
    expect(fired).toEqual(['between', 'refreshed'])
  })

  test('aborts by it', async () => {
    const { reason, atMs } = await run(async ({ clock }) => {
      const signal = AbortSignal.any([AbortSignal.timeout(5_000), new AbortController().signal])
      await new Promise((resolve) => signal.addEventListener('abort', resolve))
      return { reason: signal.reason as Error, atMs: clock.now() }
    })
    expect([reason.name, atMs]).toEqual(['TimeoutError', 5_000])
    await expect(run(() => sleep(1_000, undefined, { signal: AbortSignal.timeout(10) }))).rejects.toMatchObject({
      name: 'AbortError',
      code: 'ABORT_ERR',
    })
  })

  test('reads every clock by it', async () => {
    await run(async ({ clock }) => {
      const [beganMs, beganAt, since] = [performance.now(), Date.now(), process.hrtime.bigint()]
      await sleep(90_000)
      expect(performance.now() - beganMs).toBe(90_000)
      expect(Date.now() - beganAt).toBe(90_000)
      expect(process.hrtime.bigint() - since).toBe(90_000_000_000n)
      expect(process.hrtime([1, 0])[0]).toBe(89)
      expect(new Date().getTime()).toBe(clock.epochMs())
      expect(new Date(0).toISOString()).toBe('1970-01-01T00:00:00.000Z')
      expect(new Date() instanceof real.Date && new real.Date() instanceof Date).toBe(true)
      class Later extends Date {}
      expect(new Later() instanceof Later).toBe(true)
      expect(Date()).toContain('2026')
    })
    expect(Math.abs(Date.now() - new real.Date().getTime())).toBeLessThan(60_000)
  })

  test('draws by the seed', async () => {
    const draw = () =>
      Promise.resolve([
        Math.random(),
        crypto.randomUUID(),
        globalThis.crypto.randomUUID(),
        crypto.randomBytes(4).toString('hex'),
        crypto.getRandomValues(new Uint32Array(2)).join(' '),
      ])
    const drawn = await run(draw, 1)
    expect(await run(draw, 1)).toEqual(drawn)
    expect(await run(draw, 2)).not.toEqual(drawn)
    expect(drawn[1]).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/)
  })

  test('lets no time pass while another thread decompresses', async () => {
    const body = gzipSync('patience '.repeat(100_000))
    const { text, atMs } = await run(async ({ clock, network }) => {
      const port = network.freePort()
      const head = `HTTP/1.1 200 OK\r\ncontent-encoding: gzip\r\ncontent-length: ${body.length}\r\n\r\n`
      network.open(port, (socket) => {
        socket.once('data', () => {
          socket.write(head)
          socket.write(body)
        })
      })
      // Would come first if anything waited in real time.
      const limit = AbortSignal.timeout(1)
      const read = await (await fetch(`http://127.0.0.1:${port}`, { signal: limit })).text()
      return { text: read, atMs: clock.now() }
    })
    expect([text.length, atMs]).toEqual([900_000, 0])
  })

  test('ends what a socket waits for by it', async () => {
    const atMs = await run(async ({ clock, network }) => {
      const port = network.freePort()
      network.open(port, (socket) => {
        setTimeout(() => socket.write('late'), 400)
      })
      const socket = new Socket().setTimeout(1_000)
      socket.connect(port, '127.0.0.1')
      socket.resume()
      await new Promise<void>((resolve) => socket.once('timeout', resolve))
      return clock.now()
    })
    // What came meanwhile put it off.
    expect(atMs).toBe(1_400)
  })
})

describe('fetch in a lent process', () => {
  const untilItGivesUp = () =>
    run(async ({ clock, network }) => {
      const port = network.freePort()
      network.open(port, (socket) => socket.resume())
      const error = await fetch(`http://127.0.0.1:${port}`).catch((thrown: Error) => thrown)
      return { code: ((error as Error).cause as { code?: string }).code, atMs: clock.now() }
    })

  test('counts its own time limits anew in each run, whatever it did in real time', async () => {
    const first = await untilItGivesUp()
    expect(first.code).toBe('UND_ERR_HEADERS_TIMEOUT')
    expect(first.atMs).toBeGreaterThan(299_000)
    await fetch('http://127.0.0.1:9/').catch(() => {})
    expect(await untilItGivesUp()).toEqual(first)
  })

  test('reaches nothing but the network of the run', async () => {
    const error = await run(() => fetch('http://192.0.2.1/').catch((thrown: Error) => thrown))
    expect(((error as Error).cause as { code?: string }).code).toBe('ECONNREFUSED')
  })

  test('and AbortSignal.timeout work in real time afterwards', async () => {
    await untilItGivesUp()
    const signal = AbortSignal.timeout(5)
    await new Promise((resolve) => signal.addEventListener('abort', resolve))
    expect((signal.reason as Error).name).toBe('TimeoutError')
  })
})
