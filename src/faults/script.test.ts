import { expect, test } from 'vitest'
import { rateLimit, tlsExpired } from './catalogue/index.ts'
import { always, endpointsOf, first, type Script } from './script.ts'

test('the order of the models is the order of the chain; each is at its origin with its key', () => {
  const script: Script = {
    models: { a: [], b: [], c: [], d: [] },
    origins: {
      west: { serves: ['c', 'b'], tls: true },
      east: { serves: ['d'], credential: 'west' },
    },
  }
  expect(endpointsOf(script)).toEqual([
    { model: 'a', origin: 'gateway', credential: 'gateway', tls: false },
    { model: 'b', origin: 'west', credential: 'west', tls: true },
    { model: 'c', origin: 'west', credential: 'west', tls: true },
    { model: 'd', origin: 'east', credential: 'west', tls: false },
  ])
})

test('a script is plain JSON', () => {
  const script: Script = {
    models: { a: [first(2, rateLimit({ retryAfterSeconds: 3 }))] },
    origins: { gateway: { serves: ['a'], tls: true, rules: [always(tlsExpired({}))] } },
  }
  expect(JSON.parse(JSON.stringify(script))).toEqual(script)
})
