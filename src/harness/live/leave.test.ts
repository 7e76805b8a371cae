import { describe, expect, test } from 'vitest'
import { messages } from '../../messages/index.ts'
import { leaveFor, LiveLeave, type HostFlags } from './leave.ts'

const place = messages.errors.live.places.bench
const away = 'https://api.holysheep.ai/v1'
const given: HostFlags = { live: true, confirmed: undefined, isCapped: true }

const ask = (url: string, flags: Partial<HostFlags> = {}, env: Record<string, string> = {}) =>
  leaveFor(new URL(url), { ...given, ...flags }, env, place)

describe('leave is given', () => {
  test.each<[string, string, Partial<HostFlags>, Record<string, string>]>([
    ['with the flag and a cap', away, {}, {}],
    ['in CI, with the host named', away, { confirmed: 'api.holysheep.ai' }, { CI: 'true' }],
    ['to this machine, if it is asked for', 'https://127.0.0.1:8443/v1', {}, {}],
  ])('%s', (_when, url, flags, env) => {
    expect(LiveLeave.originOf(ask(url, flags, env)!)).toBe(new URL(url).origin)
  })

  test('and not needed for this machine', () => {
    for (const host of ['localhost', '127.0.0.1', '[::1]', '127.1.2.3'])
      expect(ask(`http://${host}:8000/v1`, { live: undefined, isCapped: false })).toBe(null)
  })
})

describe('leave is refused', () => {
  test.each<[string, string, Partial<HostFlags>, Record<string, string>, RegExp]>([
    ['without the flag', away, { live: undefined }, {}, /not this machine/],
    ['with the flag turned off', away, { live: false }, {}, /not this machine/],
    ['without a cap', away, { isCapped: false }, {}, /most that may be spent/],
    ['without TLS', 'http://api.holysheep.ai/v1', {}, {}, /without TLS/],
    ['in CI, without the host', away, {}, { CI: '1' }, /CI job/],
    ['to another host than the one named', away, { confirmed: 'api.deepseek.com' }, {}, /names "api\.deepseek\.com"/],
    ['to names that only look like this machine', 'https://127.0.0.1.nip.io/v1', { live: undefined }, {}, /not this/],
    ['to every address of this machine', 'https://0.0.0.0/v1', { live: undefined }, {}, /not this machine/],
  ])('%s', (_when, url, flags, env, what) => {
    let problem: unknown
    try {
      ask(url, flags, env)
    } catch (error) {
      problem = error
    }
    expect(problem).toMatchObject({ name: 'Problem', kind: 'refused', text: { what: expect.stringMatching(what) } })
  })
})

test('nobody else makes one', () => {
  const real = ask(away)!
  const forged = [{}, Object.create(LiveLeave.prototype), JSON.parse(JSON.stringify(real)), null, away]
  for (const leave of forged) expect(() => LiveLeave.originOf(leave as LiveLeave)).toThrow('this is none')
  expect(JSON.stringify(real)).toBe('{}')
})
