import type { BenchModel, BenchPlan, Shard } from './benchPlan.ts'

export interface CallPlace {
  /** Asked first. */
  readonly model: BenchModel
  /** Calls with the same pair ask different models the same prompt, one directly after the other. */
  readonly pair: number
  readonly prompt: number
}

/** What a call of the plan asks: the models in turn, then the next prompt. */
export function callPlace({ models, workload }: Pick<BenchPlan, 'models' | 'workload'>, call: number): CallPlace {
  const pair = Math.floor(call / models.length)
  return { model: models[call % models.length]!, pair, prompt: pair % workload.prompts.length }
}

/** Whether a call is one of the shard's: all of its pair are. Every call is without one. */
export function isOfShard(call: number, modelCount: number, shard: Shard | undefined): boolean {
  return shard === undefined || Math.floor(call / modelCount) % shard.of === shard.index - 1
}

/** The number of the shard's own call at this position, from 0. */
export function callAt(position: number, modelCount: number, shard: Shard | undefined): number {
  if (shard === undefined) return position
  const pair = Math.floor(position / modelCount) * shard.of + shard.index - 1
  return pair * modelCount + (position % modelCount)
}
