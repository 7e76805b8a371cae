import { execFileSync } from 'node:child_process'
import { expect, test } from 'vitest'
import { hostileTexts } from '../../test/support/sampleReport.ts'
import { helpCommand, replayCommand } from './commands.ts'

test('an ordinary token is pasted as it is', () => {
  expect(replayCommand('client.virtual.sse-cut.7f3a19')).toBe('npx brownout replay client.virtual.sse-cut.7f3a19')
  expect(helpCommand('deadline-kept')).toBe('npx brownout help deadline-kept')
})

test.runIf(process.platform !== 'win32')('a shell reads any token as one word and runs nothing', () => {
  for (const token of [...hostileTexts, '-rf', '', "it's"]) {
    if (token.includes('\0')) continue
    const typed = replayCommand(token).replace('npx brownout replay', "printf '%s'")
    // `printf -- -rf` would need the dashes; quoting cannot take an option's meaning away, only one word is promised.
    if (token.startsWith('-')) continue
    expect(execFileSync('sh', ['-c', typed], { encoding: 'utf8' })).toBe(token.toWellFormed())
  }
})
