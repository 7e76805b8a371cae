import type { Clock } from '../../runtime/index.ts'

/**
 * `broken`: a benchmark cannot be run, or would lie. `warning`: something would not be as good as it could be. `note`: worth
 * knowing, nothing to do.
 */
export type FindingState = 'ok' | 'warning' | 'broken' | 'note'

/** What was looked at, and what was seen. */
export interface Finding {
  readonly check: string
  readonly state: FindingState
  /** One sentence. Names in it come from outside; whoever prints makes them harmless. It never holds a key. */
  readonly text: string
  /** What to do about it; null where there is nothing to do. */
  readonly fix: string | null
}

/** Looks at one thing. It may throw: that is a finding, too. */
export interface Check {
  readonly name: string
  /** Name of the check without which this one has nothing to look at. */
  readonly restsOn?: string
  look(machine: Machine): Promise<readonly Finding[]> | readonly Finding[]
}

/** The machine as checks see it, so that a test can be another one. */
export interface Machine {
  readonly node: { readonly version: string; readonly path: string; readonly atLeast: string }
  readonly env: Readonly<Record<string, string | undefined>>
  readonly cwd: string
  /** Where results go. */
  readonly out: { readonly path: string; readonly shown: string }
  readonly clock: Clock
  readonly cores: number
  /** Processes that ran or wanted to, on average of the last minute; null where the system does not tell. */
  loadAverage(): number | null
  /** How many files, sockets included, this process may have open; null where the system does not tell. */
  openFiles(): number | null
  /** How a letter looks in a PNG chart: what looks the same is the same. Throws `NotDrawn` where none can be drawn. */
  drawLetter(letter: string): string
  /** One request over loopback, to a server that speaks TLS if asked. Rejects with what went wrong. */
  reachLoopback(tls: boolean): Promise<void>
  /** Latencies in ms, as the benchmark reads them, of calls to a server that answers after `delayMs`. */
  readKnownDelay(delayMs: number): Promise<readonly number[]>
}
