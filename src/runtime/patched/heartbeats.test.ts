import { expect, test } from 'vitest'
import { VirtualClock } from '../virtualClock.ts'
import { inPatchedProcess, MemoryNetwork } from './index.ts'

/** As undici counts: one timer, made once and refreshed for ever; for undici's 499 ms 5 do. */
function heart() {
  const beats: number[] = []
  let beat: NodeJS.Timeout | undefined
  let heard = () => {}
  function onTick() {
    beats.push(Date.now())
    heard()
  }
  const refresh = () => {
    beat = beat === undefined ? setTimeout(onTick, 5) : beat.refresh()
  }
  const first = async () => {
    while (beats.length === 0) await new Promise<void>((resolve) => (heard = resolve))
  }
  return { beats, refresh, first }
}

async function inRun(main: () => Promise<unknown>): Promise<void> {
  const clock = new VirtualClock()
  const network = new MemoryNetwork(clock, () => {})
  await inPatchedProcess({ clock, network, random: Math.random }, () => clock.run(main))
}

const virtualStartMs = Date.UTC(2026, 0, 1)
const sleep = (delayMs: number) => new Promise((resolve) => setTimeout(resolve, delayMs))

test.each([
  ['in real time', (begin: () => void) => Promise.resolve(begin())],
  ['in a run', (begin: () => void) => inRun(() => Promise.resolve(begin()))],
])('a heartbeat that began %s goes by the clock of the day', async (_where, beginning) => {
  const { beats, refresh, first } = heart()
  await beginning(refresh)
  // What is waiting at the end of a run goes on in real time.
  await first()
  const real = beats.splice(0)
  expect(real).toHaveLength(1)
  expect(Math.abs(real[0]! - Date.now())).toBeLessThan(60_000)

  await inRun(async () => {
    refresh()
    await sleep(20)
    refresh()
    await sleep(20)
  })
  expect(beats.splice(0)).toEqual([virtualStartMs + 5, virtualStartMs + 25])

  await inRun(async () => {
    await sleep(20)
    refresh()
  })
  await first()
  expect(beats).toHaveLength(1)
  expect(Math.abs(beats[0]! - Date.now())).toBeLessThan(60_000)
})

test('one that is beating in real time beats by the lent clock as soon as that is lent', async () => {
  const { beats, refresh } = heart()
  refresh()
  await inRun(async () => {
    refresh()
    await sleep(10)
  })
  beats.length = 0
  refresh()
  await inRun(() => sleep(10))
  expect(beats).toEqual([virtualStartMs + 5])
})
