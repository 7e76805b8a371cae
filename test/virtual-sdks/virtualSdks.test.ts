import { describe, expect, test } from 'vitest'
import { cellOf } from '../../src/harness/conformance/cellOf.ts'
import { playAlone } from '../../src/harness/playFairly.ts'
import { virtual } from '../../src/harness/worlds/index.ts'
import { scenarios } from '../../src/scenarios/index.ts'
import { client } from '../../src/targets/client.ts'
import type { Target } from '../../src/targets/index.ts'
import { plain, sdk } from './ownTargets.ts'

/** Cells as real sockets give them to these clients, each read in its history. */
const cases = {
  'ra-seconds': { openai: 'pass', 'node-http': 'non-strict' },
  '503-x2-then-ok': { openai: 'pass', 'node-http': 'non-strict' },
  'param-400': { openai: 'pass', 'node-http': 'pass' },
  '200-gzip-truncated': { openai: 'non-strict', 'node-http': 'non-strict' },
  'net-refused': { openai: 'non-strict', 'node-http': 'non-strict' },
  'net-reset': { openai: 'pass', 'node-http': 'non-strict' },
  'net-silent': { openai: 'non-strict', 'node-http': 'non-strict' },
  'net-bad-chunk': { openai: 'non-strict', 'node-http': 'non-strict' },
  'net-stall-mid-body': { openai: 'non-strict', 'node-http': 'non-strict' },
  'net-connect-timeout': { openai: 'non-strict', 'node-http': 'non-strict' },
  'dns-nxdomain': { openai: 'non-strict', 'node-http': 'non-strict' },
  'redirect-other-origin': { openai: 'non-strict', 'node-http': 'non-strict' },
  'abort-in-backoff': { openai: 'fail', 'node-http': 'unknown' },
  'tls-expired': { openai: 'non-strict', 'node-http': 'non-strict' },
  'tls-handshake-hang': { openai: 'non-strict', 'node-http': 'non-strict' },
} as const
const names = Object.keys(cases) as (keyof typeof cases)[]
const scenarioNamed = (name: string) => scenarios.find((scenario) => scenario.name === name)!
const play = (target: Target, name: string, seed = 1) =>
  playAlone({ target, scenario: scenarioNamed(name), seed }, virtual)

describe.each([sdk, plain])('$name, unmodified, in the virtual world', (target) => {
  test.each(names)('%s', async (name) => {
    const { run } = await play(target, name)
    expect(cellOf(run)).toMatchObject({ verdict: cases[name][target.name as 'openai' | 'node-http'] })
  })

  test('has the same history for the same seed, whatever was played before', async () => {
    const first: (string | null)[] = []
    for (const name of names) first.push((await play(target, name)).run.historyHash)
    const again: (string | null)[] = []
    for (const name of names.toReversed()) {
      await play(target === sdk ? plain : sdk, 'net-stall-mid-body')
      await play(client, name)
      again.unshift((await play(target, name)).run.historyHash)
    }
    expect(again).toEqual(first)
    expect(new Set(first).size).toBe(names.length)
  })
})

test('another seed deals an SDK other waits', async () => {
  const one = await play(sdk, '503-x2-then-ok', 1)
  const other = await play(sdk, '503-x2-then-ok', 2)
  expect(one.run.historyHash).not.toBe(other.run.historyHash)
})

test('two at a time are refused, in words, and disturb nobody', async () => {
  const [one, other] = await Promise.all([play(sdk, 'ra-seconds'), play(plain, 'ra-seconds')])
  expect(cellOf(one.run).verdict).toBe('pass')
  expect(other.run).toMatchObject({ verdict: 'crashed', reason: expect.stringContaining('one after the other') })
})
