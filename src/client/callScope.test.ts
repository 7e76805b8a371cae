import { getEventListeners } from 'node:events'
import { describe, expect, test } from 'vitest'
import { VirtualClock } from '../runtime/index.ts'
import { CallScope } from './callScope.ts'

const listeners = (signal: AbortSignal) => getEventListeners(signal, 'abort').length

describe('a call’s tie to its caller', () => {
  test('is one listener, whatever the call does, and none after it', () => {
    const { signal } = new AbortController()
    const scope = new CallScope(new VirtualClock(), signal)
    for (let attempt = 0; attempt < 5; attempt += 1) scope.during(() => {})()
    expect(listeners(signal)).toBe(1)
    scope.dispose()
    expect(listeners(signal)).toBe(0)
  })

  test('an abort interrupts what is under way, once, with the caller’s reason', () => {
    const controller = new AbortController()
    const scope = new CallScope(new VirtualClock(), controller.signal)
    const met: unknown[] = []
    scope.during((reason) => met.push(['over', reason]))()
    scope.during((reason) => met.push(['under way', reason]))
    controller.abort('enough')
    expect(met).toEqual([['under way', 'enough']])
    expect({ aborted: scope.aborted, reason: scope.reason }).toEqual({ aborted: true, reason: 'enough' })
  })

  test('an attempt that ends late does not disarm the next', () => {
    const controller = new AbortController()
    const scope = new CallScope(new VirtualClock(), controller.signal)
    const met: string[] = []
    const endFirst = scope.during(() => met.push('first'))
    scope.during(() => met.push('second'))
    endFirst()
    controller.abort()
    expect(met).toEqual(['second'])
  })

  test('what begins after the abort is interrupted at once', () => {
    const scope = new CallScope(new VirtualClock(), AbortSignal.abort('enough'))
    const met: unknown[] = []
    scope.during((reason) => met.push(reason))()
    expect(met).toEqual(['enough'])
  })

  test('a call without a signal cannot be aborted', () => {
    const scope = new CallScope(new VirtualClock(), undefined)
    scope.dispose()
    expect(scope.aborted).toBe(false)
  })
})

describe('a wait', () => {
  test('lasts as long as it should', async () => {
    const clock = new VirtualClock()
    const scope = new CallScope(clock, new AbortController().signal)
    await clock.run(() => scope.sleep(250))
    expect(clock.now()).toBe(250)
  })

  test('ends with the caller’s abort, at that instant, and its timer with it', async () => {
    const clock = new VirtualClock()
    const controller = new AbortController()
    const scope = new CallScope(clock, controller.signal)
    await clock.run(async () => {
      clock.timer(40, () => controller.abort())
      await scope.sleep(30 * 24 * 3_600_000)
      expect(clock.now()).toBe(40)
      expect(clock.pending()).toBe(0)
    })
    expect(scope.aborted).toBe(true)
  })
  test('that begins after the abort takes no time, and arranges nothing', async () => {
    const clock = new VirtualClock()
    const scope = new CallScope(clock, AbortSignal.abort())
    await clock.run(() => scope.sleep(1_000, () => expect.fail('nobody is there to be woken')))
    expect([clock.now(), clock.pending()]).toEqual([0, 0])
  })
})
