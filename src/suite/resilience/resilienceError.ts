import type { RunReport } from '../../harness/report.ts'
import type { Complaint } from './complaint.ts'
import { complaintText } from './complaintText.ts'

export interface Told extends Complaint {
  readonly hints: readonly string[]
  /** Runs it again. */
  readonly command: string
}

/** A client did not stand a bad day, or the day proved nothing. The message is the whole story. */
export class ResilienceError extends Error {
  override readonly name = 'ResilienceError'
  readonly verdict: Complaint['verdict']
  /** Names of the rules that broke; empty unless the verdict is `broke`. */
  readonly rules: readonly string[]
  /** The run with every rule's verdict, as it stands in a report. */
  readonly run: RunReport

  /** `stack` is that of the assertion's caller. */
  constructor(run: RunReport, told: Told, stack = '') {
    super(complaintText(run, told))
    this.verdict = told.verdict
    this.rules = told.rules.map(({ invariant }) => invariant)
    this.run = run
    this.stack = stackOf(this, stack)
  }
}

/** The error's own words, and the stack of the assertion's caller: `stack` is that of another error. */
export function stackOf({ name, message }: Error, stack: string): string {
  return `${name}: ${message}\n${stack.split('\n').slice(1).join('\n')}`
}
