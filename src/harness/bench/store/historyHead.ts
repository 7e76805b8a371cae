import type { Shard } from '../benchPlan.ts'

export const historySchema = 'brownout/bench-history/1'

/** The first line of a benchmark's `history.ndjson`. */
export interface HistoryHead {
  readonly type: 'bench'
  readonly schema: typeof historySchema
  /** The plan's hash: `run.json` holds the plan. */
  readonly plan: string
  readonly seed: number
  readonly shard: Shard | null
}

/** Whether the checked first line is that of another history, as a newer version may write. */
export function isForeignHead(fields: Readonly<Record<string, unknown>>): boolean {
  return fields['type'] === 'bench' && fields['schema'] !== historySchema
}

export function isHead(fields: Readonly<Record<string, unknown>>): boolean {
  return fields['type'] === 'bench' && fields['schema'] === historySchema && typeof fields['plan'] === 'string'
}

/** Whether a line that is not checked begins the history of a rehearsal, whose lines have no checksums. */
export function isOfRehearsal(line: Buffer): boolean {
  return line.toString('latin1', 0, 14).startsWith('{"type":"run",')
}
