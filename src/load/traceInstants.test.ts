import { expect, test } from 'vitest'
import { trace } from './index.ts'
import { traceInstants } from './traceInstants.ts'

const lines = (...records: readonly object[]) => records.map((record) => `${JSON.stringify(record)}\n`).join('')
const har = (...times: readonly unknown[]) =>
  JSON.stringify(
    { log: { version: '1.2', entries: times.map((startedDateTime) => ({ startedDateTime, time: 3 })) } },
    null,
    2,
  )

test.each([
  [
    'mooncake',
    lines(
      { timestamp: 27482, input_length: 6955, output_length: 52, hash_ids: [46, 47] },
      { timestamp: 30535, input_length: 6472, output_length: 26, hash_ids: [46] },
      { timestamp: 30535.5 },
    ),
    [0, 3053, 3053.5],
  ],
  ['one line', '{"timestamp": 5}', [0]],
  ['HAR', har('2026-05-31T12:00:01.250Z', '2026-05-31T14:00:00.000+02:00'), [0, 1250]],
  [
    'a benchmark of ours, without what is no request',
    lines(
      { type: 'bench', schema: 'brownout/bench-history/1' },
      { type: 'sample', call: 1, dueMs: 700.25 },
      { type: 'meter', atMs: 1_000 },
      { type: 'sample', call: 0, dueMs: 200 },
    ),
    [0, 500.25],
  ],
])('%s', (_format, text, expected) => {
  const instantsMs = traceInstants(text)
  expect(instantsMs).toEqual(expected)
  expect([...trace.starts({ instantsMs }, () => 0)]).toEqual(expected)
})

test.each([
  ['nothing', '', 'no request is in it'],
  ['no JSON', '{"timestamp": 1}\nhello\n', 'line 2 is no JSON object'],
  ['a line without an instant', '{"timestamp": 1}\n{"at": 2}\n', 'line 2 has no instant: timestamp is missing'],
  ['an instant that is no number', '{"timestamp": "1"}\n', 'timestamp is "1"'],
  ['a HAR with a date that is none', har('2026-05-31T12:00:00Z', 'noon'), 'log.entries[1].startedDateTime is "noon"'],
  ['a HAR without requests', har(), 'no request is in it'],
])('%s is an error that says where', (_story, text, message) => {
  expect(() => traceInstants(text)).toThrow(message)
})
