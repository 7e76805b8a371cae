import { expect, test } from 'vitest'
import { http2Goaway, limitData, malformedHead } from './catalogue/index.ts'
import { protocolRefusal } from './protocolRefusal.ts'
import { always, type OriginScript, type Rule } from './script.ts'

const refusalOf = (rule: Rule, origin: Omit<OriginScript, 'serves'>) =>
  protocolRefusal({ models: { m: [rule] }, origins: { gateway: { serves: ['m'], ...origin } } })

test.each([
  ['HTTP/2 where it is spoken', http2Goaway({}), { tls: true, http2: true }, undefined],
  ['HTTP/2 where it is not', http2Goaway({}), { tls: true }, /http2Goaway is HTTP\/2, but .* give it http2: true/],
  ['HTTP/1.1 on HTTP/2', malformedHead({ form: 'cut' }), { tls: true, http2: true }, /leave out its http2/],
  ['HTTP/1.1 where it is spoken', malformedHead({ form: 'cut' }), {}, undefined],
  ['what both have', limitData({ bytes: 1 }), { tls: true, http2: true }, undefined],
  ['HTTP/2 without TLS', limitData({ bytes: 1 }), { http2: true }, /needs TLS here: give it tls: true/],
])('%s', (_story, fault, origin, reason) => {
  const refusal = refusalOf(always(fault), origin)
  if (reason === undefined) expect(refusal).toBeUndefined()
  else expect(refusal).toMatch(reason)
})
