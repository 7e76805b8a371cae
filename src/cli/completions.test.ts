import { expect, test } from 'vitest'
import { emptyFolder, type } from '../../test/support/commandLine.ts'

test.each([
  [['te'], ['test']],
  [['list', 'fa'], ['faults']],
  [
    ['test', 'auth-401'],
    ['auth-401', 'auth-401-everywhere', 'auth-401-whitespace'],
  ],
  [['test', 'rate-l'], ['rate-limit']],
  [['test', '--wor'], ['--world']],
  [['replay', '--s'], ['--save']],
  [['test', '--world', 'loop'], ['loopback']],
  [['test', '--target', 'tutorial-f'], ['tutorial-fallback']],
  [['test', '--add-reporter', 'ju'], ['junit']],
  [
    ['explore', '--wor'],
    ['--workers', '--world'],
  ],
  [['explore', '--target', 'tutorial-f'], ['tutorial-fallback']],
  [['explore', 'x'], []],
  [['serve', 'storm-sh'], ['storm-short']],
  [['judge', 'storm-sh'], ['storm-short']],
  [['judge', '--cl'], ['--clock-skew']],
  [['serve', '--ju'], ['--judge']],
  [['help', 'tes'], ['test']],
  [['record', '--con'], ['--confirm-live']],
  [['prices', 'im'], ['import']],
  [['prices', 'import', ''], []],
  [['prices', '--d'], ['--date']],
])('after "brownout %j" may come %j', async (typed, expected) => {
  const { code, out } = await type(['--get-yargs-completions', 'brownout', ...typed], emptyFolder())
  expect(code).toBe(0)
  expect(out.split('\n').filter((word) => word !== '')).toEqual(expected)
})

test('the script for the shell asks for them', async () => {
  const { out } = await type(['completion'], emptyFolder())
  expect(out).toContain('brownout --get-yargs-completions')
})
