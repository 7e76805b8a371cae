import type { Socket } from 'node:net'
import { onTestFinished } from 'vitest'
import type { Finding } from '../../src/harness/doctor/finding.ts'
import { examineLive } from '../../src/harness/doctor/live/examineLive.ts'
import { leaveFor } from '../../src/harness/live/leave.ts'
import { openNetwork } from '../../src/harness/live/network.ts'
import { messages } from '../../src/messages/index.ts'
import { RealClock } from '../../src/runtime/index.ts'
import { mintCertificates } from '../../src/upstream/wire/certificates.ts'
import { startTlsServer } from './loopbackServers.ts'
import { expectNothingOf } from './secrets.ts'

export const key = 'sk-4f9aQ2xL8mN7bV5cW3eR'
export const { authorityPem, leaf } = mintCertificates(Date.now())

/** A pair as node's servers take it. */
export const certificate = ({ keyPem, certificatePem }: { keyPem: string; certificatePem: string }) => ({
  key: keyPem,
  cert: certificatePem,
})

/** Answers `GET /models`: without a key 401, with it what the test says. */
export function provider(status: number, body: object, more: readonly string[] = []) {
  return (socket: Socket, text: string) => {
    const isAsked = /authorization: Bearer/i.test(text)
    const said = JSON.stringify(isAsked ? body : { error: { message: 'No key.' } })
    const head = [
      `HTTP/1.1 ${isAsked ? status : 401} x`,
      'content-type: application/json',
      `content-length: ${Buffer.byteLength(said)}`,
      ...more,
    ]
    socket.write(`${[...head, '', ''].join('\r\n')}${said}`)
  }
}

/** A list of models that has the one that is meant. */
export const listed = { object: 'list', data: [{ id: 'deepseek-chat', object: 'model' }] }

interface Examined {
  readonly findings: readonly Finding[]
  readonly requests: readonly string[]
}

/** What the live part of `brownout doctor` finds at a URL; the key is in none of it. */
export async function examined(
  url: string,
  { authority = authorityPem, env = { MY_KEY: key } as Record<string, string> } = {},
): Promise<readonly Finding[]> {
  const place = messages.errors.live.places.doctor
  const leave = leaveFor(new URL(url), { live: true, confirmed: undefined, isCapped: true }, {}, place)
  const transport = openNetwork(leave, authority === '' ? {} : { authority: { pem: authority, file: 'ca.pem' } })
  onTestFinished(() => transport.close())
  const findings: Finding[] = []
  const settings = { baseURL: url, apiKeyEnv: 'MY_KEY' }
  const asked = {
    url: new URL(url),
    key: { env, settings },
    models: ['deepseek-chat'],
    transport,
    clock: new RealClock(),
  }
  await examineLive(asked, (finding) => findings.push(finding))
  expectNothingOf(key, JSON.stringify(findings))
  return findings
}

/** A provider over TLS on this machine, and what came to it. */
export async function atHttps(
  answer: ReturnType<typeof provider>,
  pair = certificate(leaf.good),
  authority = authorityPem,
): Promise<Examined> {
  const requests: string[] = []
  const { port } = await startTlsServer(pair, (socket, text) => {
    requests.push(text)
    answer(socket, text)
  })
  return { findings: await examined(`https://127.0.0.1:${port}/v1`, { authority }), requests }
}

/** Each finding by what was looked at, and how it is. */
export const states = (findings: readonly Finding[]) => findings.map(({ check, state }) => [check, state])
