import { describe, expect, test } from 'vitest'
import { after, always, catalogue, during, first, probability, type Rule, type Script } from '../../faults/index.ts'
import { refusedWindows, wireRefusal } from './refusal.ts'

const refused = catalogue.connectionRefused({})
const expired = catalogue.tlsExpired({})
const script = (rules: Rule[], tls = true): Script => ({
  models: { m: [always(catalogue.noHeaders({}))], other: [] },
  origins: { gate: { serves: ['m'], tls, rules } },
})

describe('what the wire plays', () => {
  test.each([
    ['no rules', []],
    ['a port that is closed for good', [always(refused)]],
    [
      'ports closed for a while, before anything else',
      [during(0, 5, refused), during(9, 12, refused), always(expired)],
    ],
    ['certificates by count', [first(2, expired), after(4, catalogue.tlsWrongHost({}))]],
    ['certificates by chance', [during(1, 2, refused), probability(0.5, expired)]],
  ])('%s', (_what, rules) => {
    expect(wireRefusal(script(rules))).toBeUndefined()
  })
})

describe('what it does not play, each with the reason and the world that does', () => {
  test.each([
    ['a count of what is never seen', [first(2, refused)], /connectionRefused.*gate.*instead of first/],
    ['the rest of such a count', [after(2, refused)], /instead of after/],
    ['chance over what is never seen', [probability(0.5, refused)], /instead of probability/],
    ['a count that such connections belong to', [during(0, 5, refused), first(2, expired)], /count of first or after/],
    ['a refusal after another rule', [during(0, 5, expired), always(refused)], /put its rule first/],
  ])('%s', (_what, rules, reason) => {
    expect(wireRefusal(script(rules))).toMatch(reason)
    expect(wireRefusal(script(rules))).toMatch(/virtual world/)
  })

  test('a certificate where no TLS is spoken', () => {
    expect(wireRefusal(script([always(expired)], false))).toMatch(/tlsExpired needs TLS.*gate.*virtual world/)
  })
})

test('the windows of refusal are those of its rules', () => {
  expect(refusedWindows(script([during(3, 5, refused), always(refused), always(expired)]), 'gate')).toEqual([
    [3, 5],
    [0, Infinity],
  ])
  expect(refusedWindows(script([]), 'nowhere')).toEqual([])
})
