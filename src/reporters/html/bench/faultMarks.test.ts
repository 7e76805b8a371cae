import { expect, test } from 'vitest'
import { faultMarks } from './faultMarks.ts'

const fault = { model: 'a', fault: 'stall' }

test.each([
  ['within the run', 12_000, 20_500, [12_000, 20_500, 'a: stall, 12-20.5 s']],
  ['from before it', 0, 20_000, [10_000, 20_000, 'a: stall, 10-20 s']],
  ['at an odd instant', 20_123.456, 30_000, [20_123.456, 30_000, 'a: stall, 20.12-30 s']],
  ['to its end', 50_000, null, [50_000, 60_000, 'a: stall, 50-60 s']],
] as const)('a fault %s is marked as far as it is seen, with its time', (_, fromMs, toMs, [from, to, name]) =>
  expect(faultMarks([{ ...fault, fromMs, toMs }], [10_000, 60_000])).toEqual([{ from, to, name, ink: 'unsure' }]),
)

test('one that was over in the warm-up, or began after the run, is not marked', () =>
  expect(
    faultMarks(
      [
        { ...fault, fromMs: 0, toMs: 10_000 },
        { ...fault, fromMs: 60_000, toMs: null },
      ],
      [10_000, 60_000],
    ),
  ).toEqual([]))
