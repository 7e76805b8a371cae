// Rounds in turn: what else the machine does meets all alike.
import { benchDefaults } from '../src/harness/bench/makePlan.ts'
import { constantArrivalRate, constantCallers } from '../src/load/index.ts'
import { Child } from './child.ts'
import type { CannonFigures } from './loadCannon.ts'
import type { GeneratorFigures, GeneratorOrder } from './loadGenerator.ts'
import { mostWithoutLag, undisturbed } from './loadSearch.ts'
import { wrk } from './loadWrk.ts'
import { median } from './microRounds.ts'

/** Our own client, its transport alone, and plain sockets. */
export const clients = ['full', 'bare', 'sockets'] as const

export interface RoundsPlan {
  readonly clients: readonly (typeof clients)[number][]
  readonly rounds: number
  readonly seconds: number
  readonly connections: number
  /** At p99: a rate at which starts are later is too much. */
  readonly mostLagMs: number
}

interface Ours {
  readonly client: GeneratorOrder['client']
  /** Calls a second of so many callers as there are connections. */
  readonly closed: number
  readonly cpuMicroseconds: number
  /** The highest rate of those tried without lag. */
  readonly open: number
  /** In some round it was other programs that ended the search. */
  readonly isNoisy: boolean
  readonly halfLagP99Ms: number
}

export interface LoadFigures {
  readonly wrk: number | undefined
  readonly cannon: Omit<CannonFigures, 'cpuWait'>
  /** In some round other programs had the CPU that autocannon asked for. */
  readonly isCannonNoisy: boolean
  readonly ours: readonly Ours[]
}

const warmUpMs = 5_000

export async function loadRounds(port: number, plan: RoundsPlan): Promise<LoadFigures> {
  const { clients: asked, rounds, seconds, connections, mostLagMs } = plan
  const cannon = new Child('./loadCannon.ts')
  const generators = new Map(asked.map((client) => [client, new Child('./loadGenerator.ts')]))
  const play = (client: (typeof asked)[number], load: GeneratorOrder['load']) =>
    generators.get(client)!.ask<GeneratorFigures>({ port, client, load, warmUpMs: 0 })
  const playOpen = (client: (typeof asked)[number], perSecond: number) => {
    const durationMs = seconds * 1000
    const load = constantArrivalRate({ perSecond: Math.max(1, perSecond), durationMs })
    const order = { port, client, load, warmUpMs: durationMs * benchDefaults.warmUpShare }
    return generators.get(client)!.ask<GeneratorFigures>(order)
  }
  const closedLoad = constantCallers({ callers: connections, durationMs: seconds * 1000 })
  // What nobody counts: all of them get their code compiled, which takes our client some 50,000 calls.
  await cannon.ask({ port, connections, seconds: warmUpMs / 1000 })
  for (const client of asked) await play(client, constantCallers({ callers: connections, durationMs: warmUpMs }))

  const wrks: (number | undefined)[] = []
  const cannons: (CannonFigures & { readonly isNoisy: boolean })[] = []
  const found = new Map(asked.map((client) => [client, [] as Omit<Ours, 'client'>[]]))
  for (let round = 0; round < rounds; round += 1) {
    wrks.push(await wrk(port, connections, seconds))
    cannons.push(await undisturbed(() => cannon.ask<CannonFigures>({ port, connections, seconds })))
    const { perSecond } = cannons.at(-1)!
    for (const client of asked) {
      const closed = await play(client, closedLoad)
      const open = await mostWithoutLag((rate) => playOpen(client, rate), perSecond, mostLagMs)
      const half = await playOpen(client, open.perSecond / 2)
      found.get(client)!.push({
        closed: closed.calls / closed.seconds,
        cpuMicroseconds: closed.cpuMicroseconds,
        open: open.perSecond,
        isNoisy: open.isNoisy,
        halfLagP99Ms: half.startLagP99Ms,
      })
    }
  }
  for (const child of [cannon, ...generators.values()]) await child.end()
  return {
    wrk: wrks.includes(undefined) ? undefined : median(wrks as number[]),
    cannon: medians(cannons, ['perSecond', 'cpuMicroseconds']),
    isCannonNoisy: cannons.some(({ isNoisy }) => isNoisy),
    ours: asked.map((client) => ({
      client,
      isNoisy: found.get(client)!.some(({ isNoisy }) => isNoisy),
      ...medians(found.get(client)!, ['closed', 'cpuMicroseconds', 'open', 'halfLagP99Ms']),
    })),
  }
}

function medians<Names extends string>(rounds: readonly Readonly<Record<Names, number>>[], names: readonly Names[]) {
  return Object.fromEntries(names.map((name) => [name, median(rounds.map((round) => round[name]))])) as Record<
    Names,
    number
  >
}
