import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { expect, test } from 'vitest'
import { freshToken } from '../../src/runtime/index.ts'
import { bin, emptyFolder } from '../support/commandLine.ts'
import { processesWith } from '../support/judgeCommand.ts'
import { testee } from '../support/testees.ts'

/** A program that heeds no SIGTERM, and a signal to `brownout` as soon as it is there. */
function stopped(signal: NodeJS.Signals, mark: string) {
  const command = `${testee('stubborn')} ${mark}`
  const argv = [bin, 'judge', '--exec', command, '--protocol', 'lines', 'auth-401']
  const child = spawn(process.execPath, argv, { cwd: emptyFolder(), stdio: 'ignore' })
  return new Promise<number | string | null>((resolve) => {
    const look = setInterval(() => {
      // The shell, and what it runs.
      if (processesWith(mark).filter((line) => !line.includes('--exec')).length > 1) child.kill(signal)
    }, 50)
    child.on('exit', (code, by) => {
      clearInterval(look)
      resolve(code ?? by)
    })
  })
}

test.runIf(existsSync('/proc/self/environ')).each([
  ['SIGINT', 130],
  ['SIGTERM', 143],
  ['SIGHUP', 129],
] as const)('who stops brownout by %s leaves no program behind', { timeout: 30_000 }, async (signal, expected) => {
  const mark = freshToken()
  expect(await stopped(signal, mark)).toBe(expected)
  await expect.poll(() => processesWith(mark)).toEqual([])
})
