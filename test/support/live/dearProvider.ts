import type { Socket } from 'node:net'
import { mintCertificates } from '../../../src/upstream/wire/certificates.ts'
import { startTlsServer } from '../loopbackServers.ts'

const { authorityPem, leaf } = mintCertificates(Date.now())

/** What it bills for a token, of prompt and answer alike: a dollar for a million. */
export const dearPrice = { input: '1', output: '1' } as const
const picoUsdPerToken = 1_000_000n
const promptTokens = 100

export interface DearProvider {
  readonly baseURL: string
  /** Who vouches for it. */
  readonly authorityPem: string
  readonly requests: () => number
  /** From the moment at which a request comes, be it answered or not. */
  readonly billedPicoUsd: () => bigint
  /** From now on everything is answered, what waited included. */
  readonly goOn: () => void
}

/**
 * A provider over https. Every answer uses a hundred tokens of the prompt and all of `max_tokens`, and says so. After
 * `answersFirst` requests it answers nobody until it is told to go on.
 */
export async function startDearProvider({ answersFirst = Infinity } = {}): Promise<DearProvider> {
  let [requests, billedPicoUsd, isHeld] = [0, 0n, true]
  const held: (() => void)[] = []
  const server = await startTlsServer({ key: leaf.good.keyPem, cert: leaf.good.certificatePem }, (socket, text) => {
    if (!text.startsWith('POST ')) return
    requests += 1
    const { max_tokens: most } = JSON.parse(text.slice(text.indexOf('\r\n\r\n') + 4)) as { max_tokens: number }
    billedPicoUsd += BigInt(promptTokens + most) * picoUsdPerToken
    if (isHeld && requests > answersFirst) held.push(() => answerInFull(socket, most))
    else answerInFull(socket, most)
  })
  return {
    baseURL: `https://127.0.0.1:${server.port}/v1`,
    authorityPem,
    requests: () => requests,
    billedPicoUsd: () => billedPicoUsd,
    goOn: () => {
      isHeld = false
      for (const answer of held.splice(0)) answer()
    },
  }
}

function answerInFull(socket: Socket, completionTokens: number): void {
  const event = (document: unknown) => `data: ${JSON.stringify(document)}\n\n`
  const usage = {
    prompt_tokens: promptTokens,
    completion_tokens: completionTokens,
    total_tokens: promptTokens + completionTokens,
  }
  socket.write('HTTP/1.1 200 OK\r\ncontent-type: text/event-stream\r\nconnection: close\r\n\r\n')
  socket.write(event({ choices: [{ index: 0, delta: { content: 'Hello' }, finish_reason: null }] }))
  socket.write(event({ choices: [{ index: 0, delta: {}, finish_reason: 'stop' }] }))
  socket.write(event({ choices: [], usage }))
  socket.end('data: [DONE]\n\n')
}
