import type * as FastCheck from 'fast-check'
import type { RandomStream } from '../runtime/index.ts'
import type { OptionEntries, V } from './optionKinds.ts'
import type { AnswerPlan } from './answerPlan.ts'
import type { Memory, Passage } from './memory.ts'
import type { ConnectionStep, Step } from './steps.ts'

/** One request as a fault may see it. */
export interface Exchange {
  readonly model: string
  readonly stream: boolean
  /** How many requests this model had before, over all calls. */
  readonly nth: number
  /** The same, of streamed requests if this is one, else of the others. */
  readonly nthOfKind: number
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
  /** What its prompt will probably come to, estimated from the length of the body. */
  readonly promptTokens: number
  /** The most tokens that it lets be answered (`max_completion_tokens` or `max_tokens`); 0 where it does not say. */
  readonly maxTokens: number
  /** Other exchanges of this model that were under way when it came. */
  readonly inFlight: number
  /** Chance of this exchange alone, keyed by call, model and attempt. */
  readonly random: RandomStream
  /** The same, dealt apart for each purpose: what is drawn for one re-deals nothing else. */
  readonly randomFor: (purpose: string) => RandomStream
  /** The healthy answer, where it comes from somewhere else than from the script. */
  readonly healthy?: (() => Iterable<Step>) | undefined
  /** Told of each fault that is really asked for steps: what lies behind one that replaces the answer never is. */
  readonly onFault?: ((fault: FaultSpec) => void) | undefined
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

export interface ExchangeFaultDefinition<Options, State = undefined> extends FaultText {
  /** The one version of HTTP that has what it bends; both unless said. */
  readonly speaks?: 'http/1.1' | 'h2'
  /** Options as they are drawn for random cases. fast-check comes in as an argument: no fault imports it. */
  readonly arbitrary: Arbitrary<Options>
  /** For a fault that says how the healthy answer is given, whatever other faults then make of it: a pace. */
  plan?(options: Options, exchange: Exchange): AnswerPlan
  /** For a fault whose answer depends on the exchanges before: a quota. */
  readonly memory?: Memory<Options, State>
  /**
   * Turns one exchange into steps. `next()` is the answer as it would be without this fault. A fault with a memory is told
   * what became of the exchange there.
   */
  apply(
    options: Options,
    exchange: Exchange,
    next: () => Iterable<Step>,
    ...remembered: [State] extends [undefined] ? [] : [passage: Passage<State>]
  ): Iterable<Step>
}

export interface ConnectionFaultDefinition<Options> extends FaultText {
  readonly arbitrary: Arbitrary<Options>
  /** Chosen before any request can be read, hence by origin alone. */
  connect(options: Options): ConnectionStep
}

/** A fault's definition that is also the function which writes it into a script: `latency({ delayMs: 60 })`. */
type Fault<Options, Definition> = Definition & { (options: Options): FaultSpec }
export type ExchangeFault<Options, State = undefined> = Fault<
  Options,
  { readonly on: 'exchange' } & ExchangeFaultDefinition<Options, State>
>
export type ConnectionFault<Options> = Fault<
  Options,
  { readonly on: 'connection' } & ConnectionFaultDefinition<Options>
>

export function defineFault<Options extends object, State = undefined>(
  definition: ExchangeFaultDefinition<Options, State>,
): ExchangeFault<Options, State> {
  const write = (options: Options): FaultSpec => specOf(fault, options)
  const fault: ExchangeFault<Options, State> = Object.assign(write, definition, { on: 'exchange' } as const)
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
