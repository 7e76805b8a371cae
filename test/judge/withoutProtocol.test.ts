import { describe, expect, test } from 'vitest'
import { judgeTestee } from '../support/judgeCommand.ts'

describe(
  'a program without a protocol: a run for each call, the wire and its exit code',
  { timeout: 60_000, retry: 2 },
  () => {
    test('one that gets over it: its requests are known to be of its call, without a marker', async () => {
      const { code, run, err } = await judgeTestee('oneCall 3', ['503-x2-then-ok'])
      expect(err).toContain('speaks no protocol')
      expect(run).toMatchObject({ calls: 2, answered: 2, attempts: 4 })
      expect(run?.cell).toMatchObject({ verdict: 'pass' })
      // Whatever its caller got of an answer nobody knows.
      expect(run?.judged.find(({ invariant }) => invariant === 'success-means-complete')?.result.verdict).toBe(
        'unknown',
      )
      expect(code).toBe(0)
    })

    test('one that gives up says so by its exit code: where others are answered, that is less than good', async () => {
      const { run } = await judgeTestee('oneCall 1', ['503-x2-then-ok'])
      expect(run?.cell).toMatchObject({ verdict: 'non-strict', rules: ['answers-as-expected'] })
    })

    test('one that comes back too early is seen on the wire', async () => {
      const { code, run } = await judgeTestee('oneCall 3', ['ra-seconds'])
      expect(run?.cell).toMatchObject({ verdict: 'fail', rules: expect.arrayContaining(['retry-after-honoured']) })
      expect(code).toBe(1)
    })

    test('one that never ends hangs; nothing of it is left', async () => {
      const { run, left } = await judgeTestee('oneCall 1 hang', ['503-x2-then-ok', '--time-limit', '2'])
      expect(run?.cell).toMatchObject({ verdict: 'hang' })
      expect(left).toEqual([])
    })

    test.each([
      ['abort-in-attempt', /cannot be aborted/],
      ['sse-cut', /does not stream/],
    ])('what its exit code cannot tell is unknown: %s', async (scenario, reason) => {
      const { code, run } = await judgeTestee('oneCall 1', [scenario])
      expect(run?.cell).toMatchObject({ verdict: 'unknown', reason: expect.stringMatching(reason) })
      expect(code).toBe(3)
    })
  },
)
