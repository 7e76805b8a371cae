import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import * as fc from 'fast-check'
import { onTestFinished } from 'vitest'
import { sampleOutcomes, type CallSample } from '../../src/bench/sample.ts'
import { errorClasses } from '../../src/protocol/errorClass.ts'
import { sampleOf } from './runSamples.ts'

/** An empty folder that is gone after the test. */
export function outFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'brownout-bench-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  return folder
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
