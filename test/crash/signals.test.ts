import { spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'
import type { CallSample } from '../../src/bench/sample.ts'
import { readRun } from '../../src/harness/bench/store/readRun.ts'
import { outFolder } from '../support/benchRuns.ts'
import { plannedCalls } from './crashPlan.ts'
import { runIn } from './kill.ts'

const program = fileURLToPath(new URL('benchProgram.ts', import.meta.url))

interface Stopped {
  readonly code: number | null
  readonly signal: NodeJS.Signals | null
  readonly said: string
}

/** Starts a benchmark, waits until something is acknowledged, and signals; again as soon as it says that it stops. */
function stop(out: string, signal: NodeJS.Signals, again?: NodeJS.Signals, ...slow: string[]): Promise<Stopped> {
  const child = spawn(process.execPath, [program, 'new', out, ...slow], { stdio: ['ignore', 'pipe', 'inherit'] })
  let said = ''
  let isSent = false
  child.stdout.on('data', (chunk: Buffer) => {
    said += chunk.toString()
    const isReady = slow.length === 0 ? /^\d/m.test(said) : said.includes('ready')
    if (isReady && !isSent) isSent = child.kill(signal)
    // What comes within 200 ms is the same key press, passed on by npm.
    if (said.includes('stopping') && again !== undefined) setTimeout(() => child.kill(again), 250)
  })
  return new Promise((resolve) => child.on('close', (code, by) => resolve({ code, signal: by, said })))
}

describe('a benchmark that is stopped', () => {
  test.each([
    ['SIGINT', 130],
    ['SIGTERM', 143],
    ['SIGHUP', 129],
  ] as const)('by %s ends with %d; what was measured is whole, and can be taken up again', async (signal, code) => {
    const out = outFolder()
    const stopped = await stop(out, signal)
    expect(stopped.code).toBe(code)
    const run = readRun(runIn(out)!)
    expect(run.manifest).toMatchObject({ state: 'interrupted', writer: null })
    const reading = run.read()
    const records = [...reading.records()].length
    expect(reading.skipped.lines).toBe(0)
    expect(records).toBeGreaterThan(0)
    expect(records).toBeLessThan(plannedCalls)
    // At the end everything is acknowledged.
    expect(Number(stopped.said.trimEnd().split('\n').at(-1))).toBe(records)
  })

  test('waits for its calls no longer than the grace: then they are cancelled, which is no failure', async () => {
    const out = outFolder()
    expect((await stop(out, 'SIGINT', undefined, '60000')).code).toBe(130)
    const samples = [...readRun(runIn(out)!).records()] as CallSample[]
    expect(samples.length).toBeGreaterThan(0)
    expect(new Set(samples.map(({ outcome }) => outcome))).toEqual(new Set(['cancelled']))
  })

  test('twice ends at once, whatever is under way, and what was acknowledged is there', async () => {
    const out = outFolder()
    const { signal, said } = await stop(out, 'SIGINT', 'SIGINT', '60000', '15000')
    expect(signal).toBe('SIGINT')
    const run = readRun(runIn(out)!)
    const reading = run.read()
    const records = [...reading.records()].length
    const acknowledged = said.split('\n').findLast((line) => /^\d+$/.test(line)) ?? '0'
    expect(records).toBeGreaterThanOrEqual(Number(acknowledged))
    expect(reading.skipped.lines).toBe(0)
    // It had no time to say how it ended.
    expect(run.manifest).toMatchObject({ state: 'running', writer: { pid: expect.any(Number) } })
  })
})
