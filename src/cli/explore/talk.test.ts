import { expect, test } from 'vitest'
import { Terminal } from '../../reporters/console/terminal.ts'
import { Talk } from './talk.ts'

function talked(isTTY: boolean, isQuiet = false): string {
  let written = ''
  const terminal = new Terminal({ write: (text) => (written += text), isTTY, colour: false, columns: 80 })
  const progress = new Talk(terminal, { isTTY, isQuiet }).target('mine\u001b[2J', 1000)
  progress.played(50)
  progress.alarm('deadline-kept', 12)
  progress.played(100)
  progress.found()
  progress.over()
  return written
}

test('on a terminal one line changes and those of finds stay', () => {
  const text = talked(true)
  expect(text).toMatch(/50\/1,000 days, [\d,]+ a second, 0 found/)
  expect(text).toMatch(/100\/1,000 days, [\d,]+ a second, 1 found/)
  expect(text).toContain('making what was found small: 1 of 1')
  expect(text.endsWith('\r\u001b[2K')).toBe(true)
  expect(text.split('\n')).toHaveLength(2)
})

test('in a pipe there are plain lines, and nothing steers what reads them', () => {
  expect(talked(false)).toBe('  mine␛[2J  day 12 breaks deadline-kept\n')
})

test('quiet says nothing', () => expect(talked(true, true)).toBe(''))
