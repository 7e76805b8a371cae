import { describe, expect, test } from 'vitest'
import { evidenceOf, HistoryBuilder, messagesOf } from '../../../test/support/historyBuilder.ts'
import { keyStaysHome } from './keyStaysHome.ts'

const declared = { keysOf: { gateway: 'key', elsewhere: 'other' } }

/** A call that is redirected, and what it then sends to the other origin. */
function redirected(credential?: string) {
  const history = new HistoryBuilder()
  history.call(0, 1)
  history.answer(1, history.request(0, 1), { status: 307, class: 'not_found' })
  const next = credential === undefined ? undefined : history.request(2, 1, { origin: 'elsewhere', credential })
  return { history, next }
}

describe('key-stays-home', () => {
  test('who does not follow shows nothing, nor does who follows without the key', () => {
    expect(redirected().history.verdict(keyStaysHome, { declared })).toEqual({ verdict: 'pass', checked: 1 })
    expect(redirected('none').history.verdict(keyStaysHome, { declared }).verdict).toBe('pass')
    expect(redirected('other').history.verdict(keyStaysHome, { declared }).verdict).toBe('pass')
  })

  test('a key that is shown to another origin is found', () => {
    const { history, next } = redirected('key')
    const verdict = history.verdict(keyStaysHome, { declared })
    expect(evidenceOf(verdict)).toEqual([[next!.seq]])
    expect(messagesOf(verdict)).toEqual(['call 1 showed key key to elsewhere'])
  })

  test('without a redirect, or without keys that are declared: unknown', () => {
    expect(redirected('key').history.verdict(keyStaysHome).verdict).toBe('unknown')
    const history = new HistoryBuilder()
    history.call(0, 1)
    history.answer(1, history.request(0, 1))
    expect(history.verdict(keyStaysHome, { declared }).verdict).toBe('unknown')
  })
  test.each([
    [299, 'unknown'],
    [300, 'pass'],
    [399, 'pass'],
    [400, 'unknown'],
  ] as const)('an answer of %i leads elsewhere: %s', (status, expected) => {
    const history = new HistoryBuilder()
    history.call(0, 1)
    history.answer(1, history.request(0, 1), { status, class: 'not_found' })
    expect(history.verdict(keyStaysHome, { declared }).verdict).toBe(expected)
  })

  test('an origin of which nobody said whose key it may see is not judged', () => {
    const { history } = redirected()
    history.request(2, 1, { origin: 'third', credential: 'key' })
    expect(history.verdict(keyStaysHome, { declared }).verdict).toBe('pass')
  })
})
