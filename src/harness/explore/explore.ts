import type { Explored, Exploration, ExplorationEvents } from './exploration.ts'
import type { Hand } from './hand.ts'
import { handsFor } from './handsFor.ts'
import { shardsOf } from './plan.ts'
import { casesOf, namesOf, type ShardOrder } from './playShard.ts'
import { playThrough } from './playThrough.ts'
import { Progress } from './progress.ts'
import { smallestOfAll } from './smallestOfAll.ts'

/**
 * Plays random cases and judges them. What was not exercised yet is drawn more often, round by round; what breaks a rule is
 * shrunk to the smallest case. The same seed and number of runs give the same result for any number of workers.
 */
export async function explore(exploration: Exploration, events: ExplorationEvents = {}): Promise<Explored> {
  const { seed, runs, until, examples = [], signal, own = [], shrinks = true } = exploration
  const fc = await import('fast-check')
  const hands = handsFor(exploration, fc)
  const progress = new Progress(namesOf(own), (invariant, number) => events.onAlarm?.(invariant, number))
  const plans = shardsOf(runs)
  const work = async (hand: Hand) => {
    for (const plan of plans) {
      const odds = signal?.aborted === true ? undefined : await progress.oddsFor(plan.round)
      if (odds === undefined) return progress.stop()
      const order: ShardOrder = { ...plan, seed, odds, until, examples, skipped: [] }
      progress.take(plan, await playThrough(hand, order, (number) => casesOf(fc, order)(number)))
      events.onProgress?.({ cases: progress.sums.cases, runs })
    }
  }
  try {
    await Promise.all(hands.map((hand) => work(hand).catch((error: unknown) => stopWith(progress, error))))
    const found = await smallestOfAll(hands, progress.candidates, shrinks, (one) => events.onFound?.(one))
    return { ...progress.sums, found }
  } finally {
    await Promise.all(hands.map((hand) => hand.close()))
  }
}

function stopWith(progress: Progress, error: unknown): never {
  progress.stop()
  throw error
}
