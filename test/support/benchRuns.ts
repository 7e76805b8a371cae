import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import * as fc from 'fast-check'
import { onTestFinished } from 'vitest'
import { sampleOutcomes, type CallSample, type MeterReading } from '../../src/bench/sample.ts'
import { errorClasses } from '../../src/protocol/errorClass.ts'

/** An empty folder that is gone after the test. */
export function outFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'brownout-bench-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  return folder
}

export function sampleOf(call: number, changes: Partial<CallSample> = {}): CallSample {
  const dueMs = call * 10
  return {
    type: 'sample',
    call,
    series: 'deepseek-chat',
    pair: call,
    prompt: 0,
    dueMs,
    startedMs: dueMs + 0.125,
    firstTokenMs: dueMs + 310.5,
    endedMs: dueMs + 1_900.25,
    connectMs: 0,
    waitedMs: 0,
    outcome: 'ok-first-try',
    model: 'deepseek-chat',
    errorClass: null,
    reason: null,
    status: 200,
    attempts: 1,
    failoverMs: null,
    inputTokens: 12,
    outputTokens: 64,
    chunks: 32,
    gaps: [
      [48.1, 20],
      [51.7, 11],
    ],
    truncated: false,
    costUsd: '0.00003192',
    atMostUsd: '0.00003192',
    wastedUsd: '0',
    ...changes,
  }
}

export function meterOf(atMs: number): MeterReading {
  return { type: 'meter', atMs, loopLagMs: { p50: 0.2, p99: 1.1, max: 3 }, loopBusy: 0.2, inFlight: 4 }
}

/** Samples of all kinds, with texts that a provider may have sent. */
export function anySample(call: number): fc.Arbitrary<CallSample> {
  const ms = fc.nat(10_000_000).map((us) => us / 1_000)
  const text = fc.string({ unit: 'grapheme', maxLength: 20 })
  return fc
    .record({
      dueMs: ms,
      startedMs: fc.option(ms),
      endedMs: fc.option(ms),
      outcome: fc.constantFrom(...sampleOutcomes),
      errorClass: fc.option(fc.constantFrom(...errorClasses)),
      reason: fc.option(text),
      attempts: fc.nat(9),
      gaps: fc.array(fc.tuple(ms, fc.nat(99)), { maxLength: 4 }),
      costUsd: fc.constantFrom('0', '0.00003192', null),
    })
    .map((changes) => sampleOf(call, changes))
}
