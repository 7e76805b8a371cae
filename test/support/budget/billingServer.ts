import { once } from 'node:events'
import { createServer, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { costOf } from '../../../src/protocol/money/cost.ts'
import { atMostPromptTokens } from '../../../src/protocol/money/tokenEstimate.ts'
import { priceTableOf, type Price } from '../../../src/protocol/money/price.ts'
import type { RandomStream } from '../../../src/runtime/index.ts'

/** What a server counts of all that reached it, whatever its clients make of it. */
export interface Billed {
  requests: number
  picoUsd: bigint
  /** Of those that were answered or begun: how many said nothing of what they used. */
  untold: number
}

export interface BillingServer {
  readonly baseURL: string
  readonly billed: Billed
  close(): Promise<void>
}

interface Asked {
  readonly model: string
  readonly stream?: boolean
  readonly max_tokens: number
}

/**
 * A provider on this machine that bills each answer that it begins, at up to the most that its request allows, and tells of
 * it or not: it answers, fails, is late, breaks off, or is too slow for whoever waits.
 */
export async function startBillingServer(
  prices: ReadonlyMap<string, Price>,
  random: RandomStream,
): Promise<BillingServer> {
  const billed: Billed = { requests: 0, picoUsd: 0n, untold: 0 }
  const server = createServer((request, response) => {
    let body = ''
    request.setEncoding('utf8').on('data', (text: string) => (body += text))
    request.on('end', () => respond(body, response))
  })
  const respond = (body: string, response: ServerResponse) => {
    billed.requests += 1
    const asked = JSON.parse(body) as Asked & Record<string, unknown>
    const lot = random()
    if (lot < 0.2) return refuse(response, lot < 0.1 ? 500 : 429)
    const usage = drawnUsage(asked, body, random)
    const counts = { input: usage.prompt_tokens, output: usage.completion_tokens }
    const price = priceTableOf(prices.get(asked.model)!)
    billed.picoUsd += costOf({ ...counts, cachedInput: 0, cacheWrite: 0, reasoning: 0 }, price)
    const tells = random() < 0.7
    if (!tells) billed.untold += 1
    const answerNow = () => answer(response, asked.stream === true, tells ? usage : undefined, lot > 0.9)
    if (lot < 0.5) setTimeout(answerNow, Math.ceil(random() * 12))
    else answerNow()
  }
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return {
    baseURL: `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`,
    billed,
    close: async () => {
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
    },
  }
}

/** Anything up to all that the request allows, and all of it now and then: the bound has to hold at its edge. */
function drawnUsage(asked: Asked & Record<string, unknown>, body: string, random: RandomStream) {
  const most = atMostPromptTokens(asked, Buffer.byteLength(body) - Buffer.byteLength(`"model":"${asked.model}",`) - 1)!
  const share = () => (random() < 0.2 ? 1 : random())
  const prompt = Math.max(1, Math.floor(most * share()))
  const completion = Math.floor(asked.max_tokens * share())
  return { prompt_tokens: prompt, completion_tokens: completion, total_tokens: prompt + completion }
}

function refuse(response: ServerResponse, status: number): void {
  response.writeHead(status, { 'content-type': 'application/json', 'retry-after-ms': '1' })
  response.end(JSON.stringify({ error: { message: 'not now', type: 'server_error', param: null, code: null } }))
}

function answer(response: ServerResponse, stream: boolean, usage: object | undefined, breaksOff: boolean): void {
  if (stream) {
    response.writeHead(200, { 'content-type': 'text/event-stream' })
    response.write(event({ choices: [{ index: 0, delta: { content: 'Hello' }, finish_reason: null }] }))
    if (breaksOff) return void response.destroy()
    response.write(event({ choices: [{ index: 0, delta: {}, finish_reason: 'stop' }] }))
    if (usage !== undefined) response.write(event({ choices: [], usage }))
    response.end('data: [DONE]\n\n')
    return
  }
  const message = { role: 'assistant', content: 'Hello' }
  const body = JSON.stringify({
    choices: [{ index: 0, message, finish_reason: 'stop' }],
    ...(usage === undefined ? {} : { usage }),
  })
  response.writeHead(200, { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) })
  if (!breaksOff) return void response.end(body)
  response.write(body.slice(0, 20))
  response.destroy()
}

const event = (document: unknown) => `data: ${JSON.stringify(document)}\n\n`
