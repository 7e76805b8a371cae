import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { emptyFolder } from '../support/commandLine.ts'
import { judgeTestee } from '../support/judgeCommand.ts'

/** One answer that is none, then good ones: what a program makes of it is its mood. */
const badDay = ['503-x2-then-ok', '--time-limit', '3']

// On a machine that is too busy a run has no verdict, whatever it was: it is tried again.
describe('a program that behaves on a good day, and on a bad one', { timeout: 60_000, retry: 2 }, () => {
  test.each([
    ['crash', 'fail', /the program was gone with 1 call open: exit code 3/, ['program-survives']],
    ['flood', 'fail', /a line of more than 1024 KiB on stdout, and was ended/, ['program-survives']],
    ['hang', 'hang', /call 0 never ended/, ['every-call-settles']],
  ] as const)('does this: %s', async (mood, verdict, reason, rules) => {
    const { code, run, left, folder } = await judgeTestee(`moody ${mood}`, badDay)
    expect(run?.cell).toMatchObject({ verdict, reason: expect.stringMatching(reason) })
    expect(run?.cell?.rules).toEqual(expect.arrayContaining([...rules]))
    expect(code).toBe(1)
    expect(left).toEqual([])
    expect(run?.again).toMatch(/^npx brownout judge --exec '.*' --time-limit 3 --seed 7 503-x2-then-ok$/)
    const [page, junit] = ['report.html', 'junit.xml'].map((file) => readFileSync(join(folder, file), 'utf8'))
    expect(page).toContain('What happened')
    expect(junit).toContain(`message="${verdict}: `)
  })

  test.each([
    ['garbage', /the program printed what is no line of the protocol: "oh no .*\[key\]"/],
    ['stubborn', /did not end within 1 s after SIGTERM, and was killed/],
    ['fork', /left processes behind, which were killed/],
  ] as const)('does this beside its answer: %s; it is told, and no reason for a verdict', async (mood, note) => {
    const { run, err, left } = await judgeTestee(`moody ${mood}`, badDay)
    expect(run?.cell).toMatchObject({ verdict: 'non-strict', rules: ['answers-as-expected'] })
    expect(run?.notes?.some((text) => note.test(text))).toBe(true)
    expect(err).toContain('noted: 503-x2-then-ok: the program ')
    expect(err).not.toContain('\u001b[31m')
    expect(err + JSON.stringify(run)).not.toContain('sk-rehearsal')
    expect(left).toEqual([])
  })
})

test('one that breaks a rule once, and never again, is accused of nothing', { timeout: 60_000 }, async () => {
  const { run } = await judgeTestee(`onlyOnce '${join(emptyFolder(), 'crashed')}'`, badDay)
  expect(run?.cell).toMatchObject({ verdict: 'unknown', reason: expect.stringContaining('program-survives') })
})

describe('one that fails on a good day is not judged at all', () => {
  test('one that crashes: its last words are told', async () => {
    const { code, err, report, left } = await judgeTestee('crash', ['auth-401', '--protocol', 'lines'])
    expect({ code, report, left }).toEqual({ code: 3, report: undefined, left: [] })
    expect(err).toMatch(/^error: On a good day the program gives no answer.*exit code 1.*no answer for \[key\]/m)
    expect(err).not.toContain('\u001b')
  })

  test('one that the shell does not find is a mistake of ours to mend', async () => {
    const { code, err } = await judgeTestee('polite', ['auth-401', '--protocol', 'lines']).then(async () => {
      const { emptyFolder, type } = await import('../support/commandLine.ts')
      return type(['judge', '--exec', 'no-such-program-anywhere', 'auth-401'], emptyFolder())
    })
    expect(code).toBe(2)
    expect(err).toMatch(/^error: The shell cannot run it: .*exit code 127/m)
  })
})
