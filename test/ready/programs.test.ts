import { expect, test } from 'vitest'
import { playAlone } from '../../src/harness/playFairly.ts'
import { loopback } from '../../src/harness/worlds/index.ts'
import { scenarios } from '../../src/scenarios/index.ts'
import { curlRetry, pythonUrllib, pythonUrllibRetry } from '../../src/targets/ready/index.ts'

const scenario = scenarios.find(({ name }) => name === '503-x2-then-ok')!

// What they do is asked here, not whether this machine was quiet enough to hold it against them.
test.each([
  [curlRetry, 4, 2],
  [pythonUrllibRetry, 4, 2],
  [pythonUrllib, 2, 0],
])('$name: two calls, of which the first meets two 503', async (target, attempts, answered) => {
  await target.prepare!()
  const { run } = await playAlone({ target, scenario, seed: 7 }, loopback)
  expect(run).toMatchObject({ calls: 2, attempts, answered })
})
