import { expect, test } from 'vitest'
import { ask, onPeers } from '../../test/support/peerStage.ts'
import { answers, type Play } from '../../test/support/scriptedPeer.ts'
import { retry } from './policySpecs.ts'

/** The head at once; of the body the first words, then nothing, or a letter a second. */
const endless = (status: number, words: string, letter?: string): Play => [
  [0, (socket) => socket.head(status, { 'content-type': 'application/json' })],
  [0, (socket) => socket.data(Buffer.from(words))],
  ...Array.from({ length: letter === undefined ? 0 : 100 }, (): Play[number] => [
    1_000,
    (socket) => socket.data(Buffer.from(letter!)),
  ]),
]
const drips = (status: number, words: string): Play => endless(status, words, ' ')

test.each([
  ['a 401 whose body stalls', endless(401, '{"err'), 'auth http_401'],
  ['a 503 whose body drips', drips(503, '{"err'), 'overloaded http_503'],
  [
    'an error whose words are there, and do not end',
    drips(429, '{"error":{"code":"insufficient_quota"}}'),
    'quota_exhausted http_429',
  ],
])('%s: what its head says is enough, after two seconds', async (_story, play, said) => {
  await onPeers(
    { main: play, spare: answers('fine') },
    async ({ client, clock }) => {
      const { endpoint, attempts } = await client.chat(ask)
      const [{ failure, endedAtMs }] = attempts as [(typeof attempts)[0]]
      expect([endpoint, `${failure!.errorClass} ${failure!.reason}`, endedAtMs]).toEqual(['spare', said, 2_000])
      expect(clock.now()).toBe(2_000)
    },
    { policies: [retry({ maxAttemptsPerEndpoint: 1 })] },
  )
})

test('so it is for a stream', async () => {
  await onPeers(
    { main: drips(500, '{'), spare: answers('fine') },
    async ({ client, clock }) => {
      expect((await client.stream(ask).reply).text).toBe('fine')
      expect(clock.now()).toBe(2_000)
    },
    { policies: [retry({ maxAttemptsPerEndpoint: 1 })] },
  )
})
