import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, readFileSync } from 'node:fs'
import { expect, onTestFinished, test } from 'vitest'
import { freshToken } from './freshToken.ts'
import { killStragglers, markerName, processes } from './stragglers.ts'

/** A process without an environment, as any is for a moment in `execve`: at a word it becomes one that bears the marker. */
async function bare(marker: string) {
  const becomes = `echo there; read word; exec env ${markerName}=${marker} sleep 60`
  const child = spawn('env', ['-i', '/bin/sh', '-c', becomes], { stdio: ['pipe', 'pipe', 'ignore'] })
  onTestFinished(() => void child.kill('SIGKILL'))
  await once(child.stdout, 'data')
  return child
}

test.runIf(existsSync('/proc/self/environ'))('a child that is just becoming another program is found', async () => {
  const marker = freshToken()
  const child = await bare(marker)
  const over = once(child, 'exit')
  let looks = 0
  const look = async () => {
    const seen = await processes()
    if (looks === 0) {
      child.stdin.write('go\n')
      await expect.poll(() => readFileSync(`/proc/${child.pid}/environ`, 'latin1')).toContain(marker)
    }
    looks += 1
    return seen
  }
  expect(await killStragglers(marker, 0, look)).toBe(1)
  expect(await over).toEqual([null, 'SIGKILL'])
})

test.runIf(existsSync('/proc/self/environ'))('one that never shows what it is is let be', async () => {
  const child = await bare(freshToken())
  expect(await killStragglers(freshToken(), 0)).toBe(0)
  expect([child.exitCode, child.signalCode]).toEqual([null, null])
})
