import type { ChatClient, ChatRequest } from '../../../src/client/index.ts'
import type { ClientEvent } from '../../../src/history/index.ts'
import { picoUsdOf, usdOf } from '../../../src/protocol/money/picoUsd.ts'
import type { Book } from './book.ts'
import type { CallEnd } from './callers.ts'
import { longestAnswers, longestPrompt } from './work.ts'

type Ended = Extract<ClientEvent, { type: 'operation-ended' }>

/** Holds what a client says of its money against its budget, and against what was really billed. */
export class Auditor {
  readonly #client: ChatClient
  readonly #book: Book
  readonly #limit: bigint
  readonly findings: string[] = []

  constructor(client: ChatClient, book: Book, limit: bigint) {
    this.#client = client
    this.#book = book
    this.#limit = limit
  }

  /** At any instant: nothing was billed that is neither counted nor held, and both fit into the budget. */
  look(when: string): void {
    if (this.findings.length > 0) return
    const { usd, atMostUsd, heldUsd } = this.#client.spend
    const [atMost, held] = [picoUsdOf(atMostUsd!), picoUsdOf(heldUsd!)]
    const billed = this.#book.picoUsd
    this.#expect(billed <= this.#limit, `${when}: ${usdOf(billed)} billed, over the budget`)
    this.#expect(billed <= atMost + held, `${when}: ${usdOf(billed)} billed, ${atMostUsd} counted, ${heldUsd} held`)
    this.#expect(atMost + held <= this.#limit, `${when}: ${atMostUsd} and ${heldUsd} held are over the budget`)
    this.#expect(usd === null || picoUsdOf(usd) <= atMost, `${when}: known ${usd} is above ${atMostUsd}`)
  }

  /** At the end: the calls' own costs add up to the client's, and what nobody kept a secret is exact. */
  closeAccount(ends: readonly CallEnd[], ended: ReadonlyMap<number, Ended>, honest: boolean): void {
    this.look('at the end')
    const { usd, atMostUsd, heldUsd } = this.#client.spend
    this.#expect(heldUsd === '0', `${heldUsd} is still held at the end`)
    // A stream that was left told its cost to the sink only.
    const costs = ends.map(({ callId, cost }) => {
      const event = ended.get(callId)
      const told = event === undefined ? null : { usd: event.costUsd, atMostUsd: event.atMostUsd }
      if (cost !== null)
        this.#expect(
          JSON.stringify(told) === JSON.stringify(cost),
          `call ${callId}: told ${JSON.stringify(cost)} and ${JSON.stringify(told)}`,
        )
      return told ?? { usd: '0', atMostUsd: '0' }
    })
    const sumOf = (amounts: readonly (string | null)[]) =>
      amounts.includes(null) ? null : usdOf(amounts.reduce((sum, amount) => sum + picoUsdOf(amount!), 0n))
    const [sum, mostSum] = [sumOf(costs.map((cost) => cost.usd)), sumOf(costs.map((cost) => cost.atMostUsd))]
    this.#expect(sum === usd, `the calls cost ${sum}, the client ${usd}`)
    this.#expect(mostSum === atMostUsd, `the calls cost at most ${mostSum}, the client ${atMostUsd}`)
    const billed = usdOf(this.#book.picoUsd)
    if (honest && usd === atMostUsd) this.#expect(usd === billed, `${billed} billed and counted, but ${usd} told`)
  }

  /** Of a call that was alone, with a single endpoint: it is refused for want of money, and for nothing else. */
  expectReason({ callId, errorClass }: CallEnd, request: ChatRequest, goesWell: boolean): void {
    if (errorClass !== 'budget') {
      this.#expect(errorClass === null || !goesWell, `call ${callId} failed as ${errorClass}`)
      return
    }
    const left = this.#limit - picoUsdOf(this.#client.spend.atMostUsd!)
    const worst = this.#worstOf({ ...request, stream: true, stream_options: { include_usage: true } })
    this.#expect(left < worst, `call ${callId} was refused with ${usdOf(left)} left, at most ${usdOf(worst)} needed`)
  }

  expectQuiet(left: { readonly timers: number; readonly sockets: number }): void {
    this.#expect(left.timers === 0 && left.sockets === 0, `left behind: ${JSON.stringify(left)}`)
  }

  #worstOf(request: ChatRequest): bigint {
    const price = this.#book.priceOf('model-0')
    const dearest = (...usd: readonly string[]) => usd.map((each) => picoUsdOf(each) / 1_000_000n).reduce(larger)
    return (
      BigInt(longestPrompt(request)) * dearest(price.input, price.cachedInput, price.cacheWrite) +
      BigInt(longestAnswers(request)) * dearest(price.output, price.reasoning)
    )
  }

  #expect(holds: boolean, finding: string): void {
    if (!holds) this.findings.push(finding)
  }
}

const larger = (one: bigint, other: bigint) => (one > other ? one : other)
