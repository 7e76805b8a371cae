import { spawn } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { readRun } from '../../src/harness/bench/store/readRun.ts'
import { bin, emptyFolder } from '../support/commandLine.ts'
import { dearPrice, startDearProvider, type DearProvider } from '../support/live/dearProvider.ts'
import { recordedIn, runIn } from './kill.ts'

const calls = 60
const callers = 4
/** Of the calls, so many are answered before the kill; what is under way then is held, and was billed all the same. */
const answeredFirst = 20

interface Ended {
  readonly code: number | null
  readonly signal: NodeJS.Signals | null
  readonly told: string
}

/** Types a command where the key is, and kills it as soon as `isTime`. */
function typed(argv: readonly string[], cwd: string, isTime = () => false): Promise<Ended> {
  const env = { PATH: process.env['PATH'], HOME: cwd, MY_KEY: 'sk-test' }
  const child = spawn(process.execPath, [bin, ...argv], { cwd, env, stdio: ['ignore', 'pipe', 'pipe'] })
  let told = ''
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => (told += chunk.toString()))
  const timer = setInterval(() => isTime() && child.kill('SIGKILL'), 20)
  return new Promise((resolve) => {
    child.on('close', (code, signal) => {
      clearInterval(timer)
      resolve({ code, signal, told })
    })
  })
}

/** A live run of which twenty calls are recorded and four are under way when it is killed; then the provider goes on. */
async function killedInTheMiddle(provider: DearProvider, ...caps: string[]) {
  const asOf = new Date().toISOString().slice(0, 10)
  const models = ['a', 'b'].map((id) => ({ id, price: { ...dearPrice, asOf } }))
  const config = { baseURL: provider.baseURL, apiKeyEnv: 'MY_KEY', models }
  const cwd = emptyFolder({
    'ca.pem': provider.authorityPem,
    'bench.config.mjs': `export default ${JSON.stringify(config)}`,
  })
  const leave = ['--live', '--yes', '--ca', 'ca.pem', ...caps]
  const load = ['--requests', String(calls), '--concurrency', String(callers), '--warm-up', '0']
  const isTime = () =>
    provider.requests() === answeredFirst + callers && recordedIn(join(cwd, 'reports')) === answeredFirst
  const { signal, told } = await typed(['bench', ...leave, ...load], cwd, isTime)
  expect(signal, told).toBe('SIGKILL')
  provider.goOn()
  return { cwd, leave, folder: runIn(join(cwd, 'reports'))! }
}

function recordsOf(folder: string) {
  const records = Array.from(readRun(folder).records())
  const samples = records.flatMap((record) => (record.type === 'sample' ? [record] : []))
  return { records, samples: samples.toSorted((one, other) => one.call - other.call) }
}

const picoUsd = (usd: string) => BigInt(Math.round(Number(usd) * 1e12))
const toldSpent = (told: string) => picoUsd(/Spent at most \$([\d.]+\d)/.exec(told)![1]!)

test('a live run that was killed goes on where it was, and what was under way counts as spent', async () => {
  const provider = await startDearProvider({ answersFirst: answeredFirst })
  const { cwd, leave, folder } = await killedInTheMiddle(provider, '--max-cost', '1')
  const billedBefore = provider.billedPicoUsd()

  const { code, told } = await typed(['resume', ...leave], cwd)
  expect([0, 3], told).toContain(code)
  expect(told).toContain(`${answeredFirst} of ${calls} calls are recorded`)
  const [, spentBefore, requestsBefore] = /Spent before, at most: \$([\d.]+\d), by (\d+) requests/.exec(told)!
  expect(picoUsd(spentBefore!)).toBeGreaterThanOrEqual(billedBefore)
  expect(Number(requestsBefore)).toBe(answeredFirst + callers)

  const { records, samples } = recordsOf(folder)
  expect(samples.map(({ call }) => call)).toEqual(Array.from({ length: calls }, (_, call) => call))
  expect(new Set(samples.map(({ outcome }) => outcome))).toEqual(new Set(['ok-first-try']))
  expect(records.flatMap((record) => (record.type === 'note' ? [record.note] : []))).toEqual(['resumed'])
  // Each call once, and those once more of which the kill left no record.
  expect(provider.requests()).toBe(calls + callers)
  expect(toldSpent(told)).toBeGreaterThanOrEqual(provider.billedPicoUsd())
  expect(readFileSync(join(folder, 'run.json'), 'utf8')).not.toContain('sk-test')
})

test('its cap holds for both halves together', async () => {
  const provider = await startDearProvider({ answersFirst: answeredFirst })
  const { cwd, leave, folder } = await killedInTheMiddle(provider, '--max-cost', '0.02')
  const { code, told } = await typed(['resume', ...leave], cwd)
  expect([code, told]).toEqual([4, expect.stringMatching(/cap of \$0\.02 is reached/)])
  expect(provider.requests()).toBeGreaterThan(answeredFirst + callers)
  expect(recordsOf(folder).samples.length).toBeLessThan(calls)
  expect(toldSpent(told)).toBeGreaterThanOrEqual(provider.billedPicoUsd())
  expect(toldSpent(told)).toBeLessThanOrEqual(picoUsd('0.02'))
})
