import { expect, test } from 'vitest'
import { CallerSignals } from './callerSignals.ts'

const calls = 3_000

test('what is left on a signal is found, whenever its call was', () => {
  const signals = new CallerSignals()
  for (let call = 0; call < calls; call += 1) {
    const controller = signals.open()
    if (call % 1_000 === 500) controller.signal.addEventListener('abort', () => {})
    signals.close(controller)
  }
  expect(signals.listenersLeft).toBe(3)
})

test('whoever listens only after the call is found, on a thousand of them', () => {
  const signals = new CallerSignals()
  const controllers = Array.from({ length: calls }, () => signals.open())
  for (const controller of controllers) signals.close(controller)
  for (const { signal } of controllers) signal.addEventListener('abort', () => {})
  expect(signals.listenersLeft).toBe(1_000)
})
