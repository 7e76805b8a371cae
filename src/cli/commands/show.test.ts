import { createServer } from 'node:net'
import { expect, onTestFinished, test } from 'vitest'
import { emptyFolder, type } from '../../../test/support/commandLine.ts'

test('says where it shows the latest run, and ends when it is stopped', async () => {
  const folder = emptyFolder()
  await type(['test', 'auth-401'], folder)
  const { code, out, err } = await type(['show'], folder, 'SIGINT')
  expect([code, err]).toEqual([0, ''])
  expect(out).toMatch(
    /^Shows reports\/latest to this machine only:\nhttp:\/\/127\.0\.0\.1:\d+\/[0-9a-f]{32}\/\n\^C stops it\.\n$/,
  )
  const again = await type(['show', 'latest'], folder, 'SIGTERM')
  expect(again.out.split('\n')[1]).not.toBe(out.split('\n')[1])
})

test('what is not there is told', async () => {
  const { code, err } = await type(['show', 'k3'], emptyFolder())
  expect([code, err]).toEqual([2, expect.stringContaining('There is no run "k3"')])
})

test('a port that is taken is told', async () => {
  const folder = emptyFolder()
  await type(['test', 'auth-401'], folder)
  const taken = createServer()
  await new Promise<void>((resolve) => taken.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => void taken.close())
  const { port } = taken.address() as { port: number }
  const { code, err } = await type(['show', '--port', String(port)], folder, 'SIGINT')
  expect([code, err]).toEqual([5, expect.stringContaining(String(port))])
})
