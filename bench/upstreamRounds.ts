// Rounds of several servers in turn: what else the machine does meets all alike.
import { Child } from './child.ts'
import { median } from './microRounds.ts'
import { answersOf } from './upstreamCheck.ts'
import type { Load, LoadOrder } from './upstreamLoad.ts'
import type { Answers, ServerName } from './upstreamServers.ts'
import type { Kind } from './upstreamAnswer.ts'

export interface Round {
  readonly requestsPerSecond: number
  /** Of the server's whole process. */
  readonly cpuMicroseconds: number
  readonly meterBusy: number
}

export interface RoundPlan {
  readonly kind: Kind
  readonly connections: number
  readonly rounds: number
  readonly seconds: number
  readonly warmUpSeconds: number
}

export class Server {
  readonly name: ServerName
  readonly #child: Child
  readonly port: number
  readonly answers: Answers

  private constructor(name: ServerName, child: Child, port: number, answers: Answers) {
    this.name = name
    this.#child = child
    this.port = port
    this.answers = answers
  }

  /** Rejects if it does not answer as all must. */
  static async start(name: ServerName, answers?: Answers): Promise<Server> {
    const child = new Child('./upstreamServer.ts', [name])
    const port = await child.ask<number>(answers ?? {})
    return new Server(name, child, port, await answersOf(port))
  }

  cpuMicroseconds(): Promise<number> {
    return this.#child.ask({})
  }

  end(): Promise<void> {
    return this.#child.end()
  }
}

export class Meter {
  readonly #child = new Child('./upstreamLoad.ts')

  async round(server: Server, { kind, connections }: RoundPlan, seconds: number): Promise<Round> {
    const before = await server.cpuMicroseconds()
    const order: LoadOrder = { port: server.port, kind, connections, seconds }
    const load = await this.#child.ask<Load>(order)
    return {
      requestsPerSecond: load.requests / load.seconds,
      cpuMicroseconds: ((await server.cpuMicroseconds()) - before) / load.requests,
      meterBusy: load.meterBusy,
    }
  }

  end(): Promise<void> {
    return this.#child.end()
  }
}

/** One round of each server, then the next of each. */
export async function comparison(
  meter: Meter,
  servers: readonly Server[],
  plan: RoundPlan,
): Promise<Map<ServerName, Round[]>> {
  const rounds = new Map<ServerName, Round[]>(servers.map(({ name }) => [name, []]))
  for (const server of servers) await meter.round(server, plan, plan.warmUpSeconds)
  for (let round = 0; round < plan.rounds; round += 1)
    for (const server of servers) rounds.get(server.name)!.push(await meter.round(server, plan, plan.seconds))
  return rounds
}

/** Round against round. */
export function ratioOf(of: readonly Round[], to: readonly Round[], figure: keyof Round): number {
  return median(of.map((round, index) => round[figure] / to[index]![figure]))
}
