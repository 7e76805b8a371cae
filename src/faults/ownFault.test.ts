import { expect, test } from 'vitest'
import { exchangeOf } from '../../test/support/exchange.ts'
import { jsonSteps } from './answer.ts'
import { decide, initialState } from './decide.ts'
import { UnknownFault } from './faultOf.ts'
import { defineFault } from './fault.ts'
import { always } from './script.ts'

const teapot = defineFault<{ cups: number }>({
  type: 'teapot',
  doc: 'Refuses to brew coffee.',
  source: 'RFC 2324 section 2.3.2',
  arbitrary: (fc) => fc.record({ cups: fc.nat(3) }),
  apply: ({ cups }) => jsonSteps(418, { cups }, { class: 'invalid_request' }),
})

const exchange = exchangeOf()
const script = { models: { m: [always(teapot({ cups: 2 }))] } }

test('a fault of the user plays without being registered anywhere', () => {
  expect([...decide(script, initialState, exchange).steps][0]).toMatchObject({ do: 'head', status: 418 })
})

test('a script stays plain JSON; read back, it knows the faults of the catalogue and no other', () => {
  const read = JSON.parse(JSON.stringify(script)) as typeof script
  expect(read).toEqual(script)
  expect(() => decide(read, initialState, exchange)).toThrow(UnknownFault)
})
