/**
 * Chrome's trace event format, as Perfetto and chrome://tracing read it. Source: "Trace Event Format" (Google, 2016): ph M
 * names, X is a stretch with a length, i an instant, s and f an arrow's ends. `ts` and `dur` are microseconds.
 */
export type TraceEvent = {
  readonly name: string
  readonly pid: number
  readonly tid: number
} & (
  | { readonly ph: 'M'; readonly args: { readonly name: string } }
  | { readonly ph: 'X'; readonly ts: number; readonly dur: number; readonly cat: string; readonly args: TraceArgs }
  | { readonly ph: 'i'; readonly ts: number; readonly s: 't' | 'p'; readonly cat: string; readonly args: TraceArgs }
  | { readonly ph: 's'; readonly ts: number; readonly id: number; readonly cat: string }
  | { readonly ph: 'f'; readonly ts: number; readonly id: number; readonly cat: string; readonly bp: 'e' }
)

export type TraceArgs = Readonly<Record<string, string | number | boolean | null>>

/** `trace.json`. */
export interface TraceFile {
  readonly displayTimeUnit: 'ms'
  readonly otherData: Readonly<Record<string, string>>
  readonly traceEvents: readonly TraceEvent[]
}
