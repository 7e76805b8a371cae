import { expect, test } from 'vitest'
import { measureEventLoopLag } from './eventLoopLag.ts'

test('a stop is seen even where nothing was measured before it, nor after it', () => {
  const lag = measureEventLoopLag()
  const stoppedUntilMs = performance.now() + 30
  while (performance.now() < stoppedUntilMs);
  expect(lag.worstMs()).toBeGreaterThanOrEqual(30)
  lag.stop()
})
