import { expect, test } from 'vitest'
import { noiseOf } from './validity.ts'

test.each([
  ['nothing late', { latencyP50Ms: 50, startLagP99Ms: 1, loopLagP99Ms: 2 }, []],
  ['as late as is allowed', { latencyP50Ms: 50, startLagP99Ms: 5, loopLagP99Ms: 5 }, []],
  ['calls that began late', { latencyP50Ms: 50, startLagP99Ms: 5.001, loopLagP99Ms: 5 }, ['start-lag']],
  ['an event loop that was late', { latencyP50Ms: 50, startLagP99Ms: null, loopLagP99Ms: 5.001 }, ['loop-lag']],
  ['both', { latencyP50Ms: 5, startLagP99Ms: 1, loopLagP99Ms: 1 }, ['start-lag', 'loop-lag']],
  ['a virtual clock', { latencyP50Ms: 5, startLagP99Ms: 0, loopLagP99Ms: null }, []],
  ['no answer at all', { latencyP50Ms: null, startLagP99Ms: 900, loopLagP99Ms: 900 }, []],
] as const)('%s', (_story, lateness, sources) => {
  expect(noiseOf(lateness)).toMatchObject({ isTooNoisy: sources.length > 0, sources })
})

test('a tenth of half of the latencies is allowed', () => {
  expect(noiseOf({ latencyP50Ms: 50, startLagP99Ms: 0, loopLagP99Ms: 0 }).allowedMs).toBe(5)
  expect(noiseOf({ latencyP50Ms: null, startLagP99Ms: null, loopLagP99Ms: null }).allowedMs).toBeNull()
})

test.each([
  [{ cpuWait: 0.36 }, true],
  [{ cpuWait: 0.35 }, false],
  [{ cpuWait: null }, false],
  [{ cpuWait: 0.9, latencyP50Ms: 500 }, false],
])('a process that waits for its CPU reads short latencies late: %j', (changes, isTooNoisy) => {
  expect(noiseOf({ latencyP50Ms: 200, startLagP99Ms: 1, loopLagP99Ms: 1, ...changes }).isTooNoisy).toBe(isTooNoisy)
})
