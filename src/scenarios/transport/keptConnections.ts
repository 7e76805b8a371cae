import { closeDelimited, staleKeepAlive } from '../../faults/catalogue/index.ts'
import { always } from '../../faults/index.ts'
import { sequential } from '../../load/index.ts'
import { quick } from '../policies.ts'
import { defineScenario } from '../scenario.ts'

const endings = [
  ['net-stale-keep-alive', 'fin'],
  ['net-stale-keep-alive-reset', 'reset'],
] as const

/** The server ends the idle connection in the very moment in which the next request goes out on it. */
export const staleConnections = endings.map(([name, ending]) =>
  defineScenario({
    name,
    family: 'transport',
    requirement:
      'A kept connection that ends just as it is used again costs a retry on a new one, and the caller never notices.',
    source: 'RFC 9112 section 9.3.1: a client must be prepared; undici#3492',
    strength: 'must',
    upstream: { models: { 'deepseek-chat': [always(staleKeepAlive({ ending }))] } },
    load: sequential({ calls: 4 }),
    expect: { ...quick, answeredAtLeast: 1 },
    exercises: ['attempts-bounded', 'answers-as-expected', 'every-call-settles'],
  }),
)

export const netCloseDelimited = defineScenario({
  name: 'net-close-delimited',
  family: 'transport',
  requirement: 'A body without length or chunks lasts until the connection closes; whole JSON in it is a whole answer.',
  source: 'RFC 9112 section 6.3, rule 8',
  strength: 'must',
  upstream: { models: { 'deepseek-chat': [always(closeDelimited({}))] } },
  load: sequential({ calls: 2 }),
  expect: { ...quick, answeredAtLeast: 1 },
  exercises: ['answers-as-expected', 'every-call-settles'],
})
