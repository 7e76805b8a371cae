import type * as FastCheck from 'fast-check'
import type { RandomStream } from '../runtime/index.ts'
import type { OptionEntries, V } from './optionKinds.ts'
import type { ConnectionStep, Step } from './steps.ts'

/** One request as a fault may see it. */
export interface Exchange {
  readonly model: string
  readonly stream: boolean
  /** How many requests this model had before, over all calls. */
  readonly nth: number
  /** How many requests this call made to this model before. */
  readonly attempt: number
  readonly call: number | null
  /** `Authorization` is `Bearer`, one space and a key of visible ASCII, and nothing else. */
  readonly bearsKey: boolean
  /** When it arrived: ms since the run began. */
  readonly atMs: number
  /** The upstream's wall clock at that instant, for HTTP dates. */
  readonly epochMs: number
  /** The connection had carried an exchange before. */
  readonly isReused: boolean
  /** Where another origin of the script is to be found, such as `http://127.0.0.1:8788`. */
  readonly urlOf: (origin: string) => string
  /** Chance of this exchange alone, keyed by call, model and attempt. */
  readonly random: RandomStream
}

/** A fault with its options, as it stands in a script: plain JSON. */
export type FaultSpec = { readonly type: string } & Readonly<Record<string, unknown>>

type Arbitrary<Options> = (fc: typeof FastCheck) => FastCheck.Arbitrary<Options>

interface FaultText {
  readonly type: string
  /** One sentence: what the upstream does. */
  readonly doc: string
  /** Why it matters, and who was seen doing it: provider page, issue, RFC. Shown by `brownout help <fault>`. */
  readonly source: string
  /**
   * What a script in JSON may write beside `type`; valibot comes in as an argument. Without it (a fault of your own) the
   * options are taken as they stand.
   */
  readonly options?: (v: V) => OptionEntries
}

export interface ExchangeFaultDefinition<Options> extends FaultText {
  /** Options as they are drawn for random cases. fast-check comes in as an argument: no fault imports it. */
  readonly arbitrary: Arbitrary<Options>
  /** Turns one exchange into steps. `next()` is the answer as it would be without this fault. */
  apply(options: Options, exchange: Exchange, next: () => Iterable<Step>): Iterable<Step>
}

export interface ConnectionFaultDefinition<Options> extends FaultText {
  readonly arbitrary: Arbitrary<Options>
  /** Chosen before any request can be read, hence by origin alone. */
  connect(options: Options): ConnectionStep
}

/** A fault's definition that is also the function which writes it into a script: `latency({ delayMs: 60 })`. */
type Fault<Options, Definition> = Definition & { (options: Options): FaultSpec }
export type ExchangeFault<Options> = Fault<Options, { readonly on: 'exchange' } & ExchangeFaultDefinition<Options>>
export type ConnectionFault<Options> = Fault<
  Options,
  { readonly on: 'connection' } & ConnectionFaultDefinition<Options>
>

export function defineFault<Options extends object>(
  definition: ExchangeFaultDefinition<Options>,
): ExchangeFault<Options> {
  const write = (options: Options): FaultSpec => specOf(fault, options)
  const fault: ExchangeFault<Options> = Object.assign(write, definition, { on: 'exchange' } as const)
  return fault
}

export function defineConnectionFault<Options extends object>(
  definition: ConnectionFaultDefinition<Options>,
): ConnectionFault<Options> {
  const write = (options: Options): FaultSpec => specOf(fault, options)
  const fault: ConnectionFault<Options> = Object.assign(write, definition, { on: 'connection' } as const)
  return fault
}

/** Leads from a spec back to its fault. Not enumerable: a script stays plain JSON. */
const definedBy = Symbol('definedBy')

function specOf(fault: { readonly type: string }, options: object): FaultSpec {
  return Object.defineProperty({ type: fault.type, ...options }, definedBy, { value: fault })
}

/** The fault that wrote a spec; undefined for one that was read from JSON: then the catalogue knows it by its type. */
export function writerOf(spec: FaultSpec): ExchangeFault<never> | ConnectionFault<never> | undefined {
  return (spec as { readonly [definedBy]?: ExchangeFault<never> | ConnectionFault<never> })[definedBy]
}
