import type { CallLimits, Gates } from '../../../bench/gates/gate.ts'
import type { Report } from '../../report.ts'
import type { BenchPlan, Shard } from '../benchPlan.ts'

export const historyFile = 'history.ndjson'
export const manifestFile = 'run.json'

/** Of whoever writes to a folder, so that nobody else does. */
export interface Writer {
  readonly pid: number
  /** What no other process with the same number has; null where the system does not tell. */
  readonly life: string | null
}

/** What a merged run was made of. */
export interface MergedFrom {
  /** Into how many shards the run was split. */
  readonly of: number
  /** Those that are in it, from 1, in order. */
  readonly shards: readonly number[]
  /** Of those, the ones that came to their end. */
  readonly finishedShards: readonly number[]
  /** Calls of the plan that nobody recorded: they are in it as dropped ones. */
  readonly lostCalls: number
}

/** `run.json` of a benchmark: what was asked for, by what, and how it ended. It holds no key. */
export interface BenchManifest {
  readonly schema: 'brownout/bench-run/1'
  readonly tool: Report['tool']
  /** As it was typed, without secrets. */
  readonly command: string
  /** ISO 8601, wall time. */
  readonly startedAt: string
  /** First digits of the config file's sha256; null without one. */
  readonly config: string | null
  readonly plan: BenchPlan
  readonly planHash: string
  /** Gates, and what a call has to keep to count as good, as they were written: who reports later judges by the same. */
  readonly limits: { readonly gates: Gates; readonly slo: CallLimits }
  /** Null for a whole run. */
  readonly shard: Shard | null
  readonly merged: MergedFrom | null
  /** `running` in a folder that nobody is writing to: the process was killed. */
  readonly state: 'running' | 'finished' | 'interrupted'
  readonly verdict: Report['verdict'] | null
  readonly wallMs: number | null
  /** What the meter read of delays that are known; null if it was not asked. */
  readonly calibration: Readonly<Record<string, unknown>> | null
  /** Null once the folder is closed. */
  readonly writer: Writer | null
}
