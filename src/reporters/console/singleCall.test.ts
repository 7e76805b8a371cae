import { expect, test } from 'vitest'
import { failed, sample } from '../../../test/support/benchSamples.ts'
import type { CallSample } from '../../bench/sample.ts'
import { singleCall } from './singleCall.ts'
import { Terminal } from './terminal.ts'

function shown(call: CallSample): string {
  let text = ''
  singleCall(new Terminal({ write: (part) => (text += part), isTTY: false, colour: false }), call, 10_000)
  return text
}

const tries = [
  { model: 'deepseek-chat', startedMs: 0, endedMs: 100, errorClass: 'overloaded' },
  { model: 'backup', startedMs: 300, endedMs: 599, errorClass: null },
] as const

test('attempts, waits and why, failover, first token, and what was left of the deadline', () => {
  const call = {
    dueMs: 1_000,
    startedMs: 1_001,
    firstTokenMs: 1_400,
    endedMs: 1_600,
    model: 'backup',
    attempts: 2,
    tries,
  }
  expect(shown(sample(17, call))).toBe(
    `Call 17, asked deepseek-chat: answered by backup, 2 attempts
          ms since it was due
         0  =                         waits for its start: the load was late
         1  =====                     attempt 1 on deepseek-chat: overloaded
       101      =========             waits 200 ms before attempt 2, after overloaded
       301              |             goes to backup
       301              ============  attempt 2 on backup: ok
       400                  |         first token
       600                         |  deadline: 9.4 s were left
`,
  )
})

test('a call that failed says so, and one that never began has no moments', () => {
  expect(shown(sample(1, failed))).toContain('failed (overloaded), 1 attempt')
  expect(shown(sample(1, { startedMs: null, endedMs: null, firstTokenMs: null, attempts: 0 }))).toMatch(
    /never begun, 0 attempts\n$/,
  )
})

test('hostile names steer no terminal', () => {
  const text = shown(sample(1, { model: 'x\u001b[2J', series: '\u202e' }))
  for (const steering of ['\u001b', '\u202e']) expect(text).not.toContain(steering)
})
