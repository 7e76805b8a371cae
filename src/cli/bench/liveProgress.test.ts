import { describe, expect, test } from 'vitest'
import { BenchProgress } from '../../reporters/progress/benchProgress.ts'
import { VirtualClock } from '../../runtime/index.ts'
import { LiveProgress } from './liveProgress.ts'

const expected = { calls: [40], durationMs: 60_000, capUsd: null }

async function seen(
  isTTY: boolean,
  env: Record<string, string>,
  during: (live: LiveProgress, clock: VirtualClock) => Promise<void>,
) {
  const clock = new VirtualClock()
  const written: string[] = []
  const sink = { isTTY, columns: 80, write: (text: string) => void written.push(text) }
  const progress = new BenchProgress(['deepseek-chat'])
  await clock.run(async () => {
    const live = new LiveProgress({ progress, expected, sink, env, clock })
    await during(live, clock)
    live.stop()
    live.stop()
  })
  return { written, pending: clock.pending() }
}

const wait = (ms: number) => async (_live: LiveProgress, clock: VirtualClock) => clock.sleep(ms)

describe('on a terminal', () => {
  test('it is drawn at most four times a second, each time over the last, and is gone in the end', async () => {
    const { written, pending } = await seen(true, {}, wait(1_100))
    expect(written).toHaveLength(5)
    expect(written[0]).toMatch(/^model .*\ndeepseek-chat .*\n0:00 of 1:00.*\n$/)
    for (const frame of written.slice(1)) expect(frame.startsWith('\u001b[3A\r\u001b[J')).toBe(true)
    expect(written.at(-1)).toBe('\u001b[3A\r\u001b[J')
    expect(pending).toBe(0)
  })

  test('what is said meanwhile stands above it', async () => {
    const { written } = await seen(true, {}, async (live, clock) => {
      await clock.sleep(260)
      live.say('Stopping.')
    })
    expect(written.slice(1, 4)).toEqual(['\u001b[3A\r\u001b[J', 'Stopping.\n', written[0]])
  })
})

describe.each([
  ['piped', false, {}],
  ['in CI', true, { CI: 'true' }],
  ['on a dumb terminal', true, { TERM: 'dumb' }],
])('%s', (_where, isTTY, env: Record<string, string>) => {
  test('it is a line every ten seconds, and nothing steers', async () => {
    const { written } = await seen(isTTY, env, wait(25_000))
    expect(written).toEqual([
      '0:10 of 1:00  0/40 calls, about 0:50 left\n',
      '0:20 of 1:00  0/40 calls, about 0:40 left\n',
    ])
  })
})
