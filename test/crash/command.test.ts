import { spawn, spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { readRun } from '../../src/harness/bench/store/readRun.ts'
import { bin, emptyFolder } from '../support/commandLine.ts'
import { recordedIn, runIn } from './kill.ts'

/** A hundred calls of a second or two, to the mock. */
const bench = ['bench', '--requests', '100', '--rate', '50', '--quiet']

interface Ended {
  readonly code: number | null
  readonly signal: NodeJS.Signals | null
  readonly err: string
}

/** Types a command, and signals as soon as so many calls are on the disk. */
function stopped(argv: readonly string[], cwd: string, signal: NodeJS.Signals, calls: number): Promise<Ended> {
  const child = spawn(process.execPath, [bin, ...argv], { cwd, stdio: ['ignore', 'ignore', 'pipe'] })
  let err = ''
  child.stderr.on('data', (chunk: Buffer) => (err += chunk.toString()))
  const timer = setInterval(() => {
    if (recordedIn(join(cwd, 'reports')) >= calls && child.kill(signal)) clearInterval(timer)
  }, 20)
  return new Promise((resolve) => {
    child.on('close', (code, by) => {
      clearInterval(timer)
      resolve({ code, signal: by, err })
    })
  })
}

test('a benchmark that is killed, taken up, stopped and taken up again has made each of its calls once', async () => {
  const cwd = emptyFolder()
  const first = await stopped(bench, cwd, 'SIGKILL', 10)
  expect(first.signal, first.err).toBe('SIGKILL')
  const folder = runIn(join(cwd, 'reports'))!
  expect(readRun(folder).manifest.state).toBe('running')
  const before = recordedIn(join(cwd, 'reports'))
  expect(before).toBeLessThan(100)

  const again = await stopped(['resume', '--quiet'], cwd, 'SIGINT', before + 10)
  expect(again.code, again.err).toBe(130)
  expect(readRun(folder).manifest.state).toBe('interrupted')
  expect(existsSync(join(folder, 'report.json'))).toBe(true)

  const { status, stderr } = spawnSync(process.execPath, [bin, 'resume', '--quiet'], { cwd, encoding: 'utf8' })
  // On a busy machine nothing may be said of latencies: 3 is no verdict.
  expect([0, 3], stderr).toContain(status)
  const records = [...readRun(folder).records()]
  const calls = records.flatMap((record) => (record.type === 'sample' ? [record.call] : []))
  expect(calls.toSorted((one, other) => one - other)).toEqual(Array.from({ length: 100 }, (_, call) => call))
  expect(records.filter((record) => record.type === 'note').map(({ note }) => note)).toEqual([
    'resumed',
    'interrupted',
    'resumed',
  ])
})

test('whoever reads what it says may leave: it is measured all the same', () => {
  const cwd = emptyFolder()
  // `true` is gone before the first word.
  const piped = `"${process.execPath}" "${bin}" bench --world virtual --requests 300 | true; echo \${PIPESTATUS[0]}`
  const { stdout, stderr } = spawnSync('bash', ['-c', piped], { cwd, encoding: 'utf8' })
  expect({ stdout, stderr }).toEqual({ stdout: '0\n', stderr: '' })
  expect(readRun(join(cwd, 'reports/latest')).manifest.state).toBe('finished')
})

test('a folder that cannot be made is told before anything is measured', () => {
  const cwd = emptyFolder({ reports: 'a file' })
  const { status, stderr } = spawnSync(process.execPath, [bin, ...bench], { cwd, encoding: 'utf8' })
  expect(status).toBe(5)
  expect(stderr).toMatch(/^error: Cannot make the folder for the results: a file stands where a folder is needed\.\n/)
})

test('a disk that is full in the middle ends it with 5, and what is on it can be gone on with', () => {
  const cwd = emptyFolder()
  const limited = `ulimit -f 24; exec "${process.execPath}" "${bin}" ${bench.join(' ')}`
  const { status, stderr } = spawnSync('bash', ['-c', limited], { cwd, encoding: 'utf8' })
  expect(status, stderr).toBe(5)
  expect(stderr).toMatch(/^error: .*no file may grow so large here/m)
  const before = recordedIn(join(cwd, 'reports'))
  expect(before).toBeGreaterThan(0)
  expect([0, 3]).toContain(spawnSync(process.execPath, [bin, 'resume', '--quiet'], { cwd }).status)
  expect(recordedIn(join(cwd, 'reports'))).toBe(100)
})
