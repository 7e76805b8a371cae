import { connectionReset, connectTimeout, continueNever, dnsFailure, halfClose } from '../../faults/catalogue/index.ts'
import { always, type FaultSpec } from '../../faults/index.ts'
import { sequential } from '../../load/index.ts'
import { quick } from '../policies.ts'
import { defineScenario } from '../scenario.ts'

const notProcessed = 'RFC 9110 section 9.2.2: the request was surely not processed'

const connections: readonly (readonly [name: string, fault: FaultSpec, where: string, source: string])[] = [
  ['net-connect-timeout', connectTimeout({}), 'Where nobody answers the SYN', notProcessed],
  ['net-reset-at-accept', connectionReset({}), 'Where every connection is reset as it comes about', notProcessed],
  ['net-half-close', halfClose({}), 'Where the server closes its side at once', 'RFC 9293 section 3.6'],
  ['dns-nxdomain', dnsFailure({ code: 'ENOTFOUND' }), 'Where the name leads nowhere', notProcessed],
  ['dns-servfail', dnsFailure({ code: 'EAI_AGAIN' }), 'Where the resolver fails', 'RFC 1035 section 4.1.1'],
]

/** Connections of which nothing comes, whatever is sent. */
export const deadConnections = connections.map(([name, fault, where, source]) =>
  defineScenario({
    name,
    family: 'transport',
    requirement: `${where}, the limit on that phase passes and the next origin is asked, within the deadline.`,
    source,
    strength: 'should',
    upstream: {
      models: { 'deepseek-chat': [], 'moonshot-v1-8k': [] },
      origins: {
        gateway: { serves: ['deepseek-chat'], rules: [always(fault)] },
        backup: { serves: ['moonshot-v1-8k'] },
      },
    },
    load: sequential({ calls: 2 }),
    expect: {
      ...quick,
      timeouts: { ...quick.timeouts, connectMs: 300 },
      maxAttemptsPerEndpoint: 2,
      answeredAtLeast: 1,
    },
    exercises: ['answers-as-expected', 'every-call-settles'],
  }),
)

export const netContinueNever = defineScenario({
  name: 'net-continue-never',
  family: 'transport',
  requirement: 'Who asked for 100 Continue and never hears it sends its body all the same, after a moment.',
  source: 'RFC 9110 section 10.1.1: a client that expects it should not wait for ever; curl waits a second',
  strength: 'must',
  upstream: {
    models: { 'deepseek-chat': [] },
    origins: { gateway: { serves: ['deepseek-chat'], rules: [always(continueNever({}))] } },
  },
  load: sequential({ calls: 2 }),
  expect: { ...quick, answeredAtLeast: 1 },
  exercises: ['answers-as-expected', 'every-call-settles'],
})
