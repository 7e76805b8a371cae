import type { Candidate } from './candidates.ts'
import { playShard, type ShardOrder, type ShardResult, type ShardStage } from './playShard.ts'
import { shrinkCandidate, type SmallCase } from './shrinkCandidate.ts'

/** Who plays: this thread, or another one. One order at a time. */
export interface Hand {
  play(order: ShardOrder): Promise<ShardResult | Hung>
  /** Undefined where the target never came back from a simpler case. */
  shrink(candidate: Candidate): Promise<SmallCase | undefined>
  close(): Promise<void>
}

/** The target never came back from that case. */
interface Hung {
  readonly hungAt: number
}

/** A target that never comes back takes this thread with it. */
export function ownHand(stage: ShardStage): Hand {
  return {
    play: (order) => playShard(order, stage),
    shrink: (candidate) => shrinkCandidate(candidate, stage),
    close: async () => {},
  }
}
