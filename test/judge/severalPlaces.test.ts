import { describe, expect, test } from 'vitest'
import { judgeTestee } from '../support/judgeCommand.ts'

describe('where nothing listens, and another origin would answer', { timeout: 60_000, retry: 2 }, () => {
  test('a program that knows one base URL cannot show what it would do: unknown', async () => {
    const { code, run, err } = await judgeTestee('twoPlaces', ['net-refused'])
    expect(run?.cell).toMatchObject({
      verdict: 'unknown',
      reason: expect.stringContaining('a base URL or a key of their own'),
    })
    expect(err).toContain('It has one base URL')
    expect(code).toBe(3)
  })

  test.each(['BACKUP=2', 'BACKUP=moonshot-v1-8k'])('with --map %s it can', async (map) => {
    const { code, run, err } = await judgeTestee('twoPlaces', ['net-refused', '--map', map])
    expect(run).toMatchObject({ answered: 3, cell: { verdict: 'pass' } })
    expect(run?.again).toContain(`--map ${map} `)
    expect(err).not.toContain('It has one base URL')
    expect(code).toBe(0)
  })

  test('one that was given another place and does not use it is less than good', async () => {
    const { run } = await judgeTestee('moody garbage', ['net-refused', '--map', 'BACKUP=2'])
    expect(run?.cell?.verdict).not.toBe('pass')
    expect(run?.cell?.rules).toContain('answers-as-expected')
  })
})
