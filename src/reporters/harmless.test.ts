import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { hostileText, steering } from '../../test/support/hostileText.ts'
import { inertLine, visible } from './harmless.ts'

describe('visible', () => {
  test('shows what would steer a terminal', () => {
    expect(visible('\u001b[31mred\u0007\u007f\u009b')).toBe('␛[31mred␇␡<U+009B>')
  })

  test('shows line breaks, so that one line stays one line', () => {
    expect(visible('a\r\nb\u2028c\u0085')).toBe('a␍␊b<U+2028>c<U+0085>')
  })

  test('shows what would turn a line around or hide in it', () => {
    expect(visible('\u202egnp.exe\u2066\u200b\u{e0041}')).toBe('<U+202E>gnp.exe<U+2066><U+200B><U+E0041>')
  })

  test('replaces half a surrogate pair and keeps a whole one', () => {
    expect(visible('\ud800 👩‍🚀')).toBe('\ufffd 👩‍🚀')
  })

  test('leaves the world’s scripts alone', () => {
    const text = 'Xin chào, Đà Nẵng! 你好 مرحبا שלום naïve ½ €'
    expect(visible(text)).toBe(text)
  })

  test('leaves nothing that steers in any text', () => {
    fc.assert(
      fc.property(hostileText, (text) => {
        expect(visible(text)).not.toMatch(steering)
        expect(visible(text)).not.toContain('\n')
      }),
      { numRuns: 500 },
    )
  })
})

describe('inertLine', () => {
  test.each([
    ['::error file=a.ts::x', ': :error file=a.ts::x'],
    ['   ::add-mask::x', '   : :add-mask::x'],
    ['\u001b[31m::set-env::x', '\u001b[31m: :set-env::x'],
    ['text ##[error]x', 'text # #[error]x'],
    ['##vso[task.complete]', '# #vso[task.complete]'],
    ['##teamcity[buildProblem]', '# #teamcity[buildProblem]'],
  ])('%j has no force as %j', (line, inert) => expect(inertLine(line)).toBe(inert))

  test('leaves ordinary lines alone', () => {
    for (const line of ['std::vector', '## heading', '[::1]:8080', '']) expect(inertLine(line)).toBe(line)
  })
})
