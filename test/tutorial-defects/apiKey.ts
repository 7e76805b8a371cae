import { expect } from 'vitest'
import { checkKey, ClientOptionsError, createClient, env } from '../../src/client/index.ts'
import { TransportError, VirtualClock, type Transport } from '../../src/runtime/index.ts'
import { CannedTransport, type CannedAnswer } from '../support/clientStage.ts'
import { keyOf, onStage, openNetwork, question } from '../support/defectStage.ts'
import type { Defect, Right } from '../support/defectTable.ts'

const baseURL = 'https://gateway.test/v1'
const placeholder = 'YOUR_HOLYSHEEP_API_KEY'
const list = JSON.stringify({ object: 'list', data: [{ id: 'deepseek-chat', object: 'model' }] })

const offline: Transport = {
  send: () => Promise.reject(new TransportError('dns', 'dns', 'ENOTFOUND', new Error('getaddrinfo ENOTFOUND'))),
  busySockets: () => 0,
  close: () => Promise.resolve(),
}

function checked(transport: Transport, apiKey = keyOf('gateway')) {
  const clock = new VirtualClock()
  return clock.run(() => checkKey({ baseURL, apiKey, clock, transport }))
}

const tells = (story: string, answer: string, canned: CannedAnswer | Transport, more = {}): Right => ({
  shows: `${story} is the answer '${answer}'`,
  check: async () => {
    const transport = 'send' in canned ? canned : new CannedTransport(canned)
    expect(await checked(transport)).toMatchObject({ answer, sent: true, ...more })
  },
})

export const apiKey: readonly Defect[] = [
  {
    number: 38,
    defect: 'strips a copy of the key, and the unstripped key is used',
    right: [
      {
        shows:
          'the key goes out without the white space around it, in calls and in the check, which says that there was some',
        check: async () => {
          const script = { models: { main: [] } }
          const padded = { endpoint: () => ({ apiKey: `  ${keyOf('gateway')}\r\n` }) }
          const network = openNetwork(script)
          await onStage(
            script,
            padded,
            async ({ client, requests }) => {
              await client.chat(question(0))
              expect(await client.checkKey()).toMatchObject({ answer: 'valid', padded: true, models: ['main'] })
              expect(requests.map(({ method, headers }) => [method, headers['authorization']])).toEqual([
                ['POST', `Bearer ${keyOf('gateway')}`],
                ['GET', `Bearer ${keyOf('gateway')}`],
              ])
            },
            network,
          )
        },
      },
    ],
  },
  {
    number: 39,
    defect: 'a 429, a 5xx and being offline are all "invalid key"',
    right: [
      tells('a list of models', 'valid', { body: list }),
      tells('a 401', 'invalid', { status: 401, body: '{"error":{"code":"invalid_api_key","message":"no"}}' }),
      tells(
        'a 429',
        'rate_limited',
        { status: 429, headers: { 'retry-after': '30' }, body: '' },
        { askedWaitMs: 30_000 },
      ),
      tells('a 500', 'unreachable', { status: 500, body: '' }, { status: 500 }),
      tells('a 503', 'unreachable', { status: 503, body: '' }, { status: 503 }),
      tells('being offline', 'unreachable', offline, { reason: 'dns', status: null }),
    ],
  },
  {
    number: 40,
    defect: 'the placeholder passes the check of its length',
    right: [
      {
        shows: 'no client is made with it, and the error says what to do',
        check: () => {
          const make = () => createClient({ baseURL, apiKey: placeholder, models: ['deepseek-chat'] })
          expect(make).toThrow(ClientOptionsError)
          expect(make).toThrow(/apiKey is a placeholder; put your own key in its place/)
        },
      },
      {
        shows: 'no client is made with it out of the environment either',
        check: () => {
          process.env['BROWNOUT_TEST_KEY'] = placeholder
          try {
            const make = () => createClient({ baseURL, apiKey: env('BROWNOUT_TEST_KEY'), models: ['m'] })
            expect(make).toThrow(/placeholder.*BROWNOUT_TEST_KEY/)
          } finally {
            delete process.env['BROWNOUT_TEST_KEY']
          }
        },
      },
      {
        shows: 'the check calls it invalid without asking anybody',
        check: async () => {
          const transport = new CannedTransport({ body: list })
          expect(await checked(transport, placeholder)).toMatchObject({
            answer: 'invalid',
            reason: 'placeholder',
            sent: false,
          })
          expect(transport.requests).toEqual([])
        },
      },
    ],
  },
]
