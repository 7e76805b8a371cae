import { expect, test } from 'vitest'
import { emptyFolder, type } from '../support/commandLine.ts'
import { testee } from '../support/testees.ts'

const program = ['--exec', 'never-started']

test.each<[argv: string[], what: string, mend: string]>([
  [[], 'needs the program to judge', "--exec 'python3 app.py'"],
  [['--exec', ''], '--exec needs a value', 'brownout judge --help'],
  [[...program, '--protocol', 'http'], 'There is no protocol "http"', 'lines, none, or auto'],
  [[...program, '--map', 'BACKUP'], 'found "BACKUP"', '--map BACKUP=2'],
  [[...program, '--map', '2=deepseek-chat'], 'found "2=deepseek-chat"', '--map BACKUP=2'],
  [[...program, '--map', 'A=1,A=2'], 'the name "A" twice', 'once'],
  [[...program, '--map', 'A=deepseek-chap', 'auth-401'], 'has a model "deepseek-chap"', 'Did you mean deepseek-chat?'],
  [[...program, '--clock-skew', '2'], 'with a unit', '--clock-skew=+2h'],
  [[...program, '--clock-skew', '0s'], 'with a unit', '--clock-skew=+2h'],
  [[...program, '--jobs', '0'], 'from 1 to 64', '--jobs 2'],
  [[...program, '--time-limit', '-1'], 'above 0', '--time-limit 2.5'],
  [[...program, '--gc=yes'], '--gc is on or off', 'Give --gc alone'],
  [[...program, '--reporter', 'pdf'], 'pdf', 'html'],
  [[...program, 'no-such-case'], 'no-such-case', 'list scenarios'],
])('brownout judge %j says what is wrong, and starts nothing', async (argv, what, mend) => {
  const { code, err, out } = await type(['judge', ...argv], emptyFolder())
  const [first, , third] = err.split('\n')
  expect({ code, out }).toEqual({ code: 2, out: '' })
  expect(first).toMatch(/^error: /)
  expect(first).toContain(what)
  expect(third).toContain(mend)
})

test.each([
  ['judge', ['judge', '--exec', testee('hang'), 'auth-401']],
  ['test', ['test', '--world', 'loopback', '--target', `exec:${testee('hang')}`, 'auth-401']],
])('brownout %s is stopped while it asks on a good day', async (_name, argv) => {
  expect((await type(argv, emptyFolder(), 'SIGINT')).code).toBe(130)
})
