/** Cases that one thread plays in one go. */
export interface ShardPlan {
  readonly index: number
  /** Its first case, counted from 0. */
  readonly from: number
  readonly cases: number
  /** Cases of one round are drawn with the same odds. */
  readonly round: number
  readonly endsRound: boolean
}

/** The first rounds are small, so that the odds are soon learnt; then all cores have their share. */
const rounds: readonly (readonly [shards: number, cases: number])[] = [
  [2, 50],
  [2, 50],
  [4, 100],
  [4, 100],
  [4, 250],
]
const laterRounds = [16, 250] as const

/** The same for any number of threads; of more runs a longer plan, that begins alike. */
export function* shardsOf(runs: number): Iterable<ShardPlan> {
  let from = 0
  let index = 0
  for (let round = 0; from < runs; round += 1) {
    const [shards, each] = rounds[round] ?? laterRounds
    for (let shard = 0; shard < shards && from < runs; shard += 1) {
      const cases = Math.min(each, runs - from)
      yield { index, from, cases, round, endsRound: shard === shards - 1 }
      from += cases
      index += 1
    }
  }
}
