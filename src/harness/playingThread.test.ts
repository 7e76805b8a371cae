import { once } from 'node:events'
import { expect, test } from 'vitest'
import { startPlayingThread } from './playingThread.ts'

const saysItsYoungHeap = `
import { getHeapSpaceStatistics } from 'node:v8'
import { parentPort } from 'node:worker_threads'
const young = getHeapSpaceStatistics().find(({ space_name: name }) => name === 'new_space')
parentPort.postMessage((young.space_used_size + young.space_available_size) / 2 ** 20)
`

test('a thread that plays has a young heap in which the objects of many cases have room', async () => {
  const thread = startPlayingThread(new URL(`data:text/javascript,${encodeURIComponent(saysItsYoungHeap)}`))
  const [megabytes] = (await once(thread, 'message')) as [number]
  await thread.terminate()
  // By itself it would begin with 1 and end at 16.
  expect(megabytes).toBeGreaterThan(24)
})
