import type { DeclaredBreaker, EventOf, ExchangeView } from '../history/index.ts'
import { isAnswered } from './exchanges.ts'
import type { Findings } from './invariant.ts'
import { firstAbove } from './ordered.ts'
import { inMs, isLater } from './timing.ts'

type Changed = EventOf<'breaker-changed'>
type Started = EventOf<'attempt-started'>
type Ended = EventOf<'attempt-ended'>

export interface WitnessedRule extends DeclaredBreaker {
  /** Some circuit of the run changes: where none does, nobody asks who was under way. */
  readonly everChanges: boolean
  readonly toleranceMs: number
}

/** One circuit as the client tells of it, held against what the upstream saw, in the order of events. */
export class WitnessedCircuit {
  lastChange: Changed | undefined
  /** Of the client. */
  readonly instance: number
  readonly #endpoint: string
  readonly #rule: WitnessedRule
  readonly #toleranceMs: number
  readonly #findings: Findings
  /** Calls with an attempt under way that began when it might, and until when their request may still come; Infinity: it is not over. */
  readonly #flying = new Map<number, number>()
  #underWay = 0
  /** Since it closed: failures that leave no doubt, and all attempts that ended. */
  readonly #failures: EventOf<'exchange-ended'>[] = []
  readonly #failedAtMs: number[] = []
  readonly #endedAtMs: number[] = []
  /** The failure that was held against it last. */
  #judged: EventOf<'exchange-ended'> | undefined

  constructor(endpoint: string, instance: number, rule: WitnessedRule, findings: Findings) {
    this.#endpoint = endpoint
    this.instance = instance
    this.#rule = rule
    this.#toleranceMs = rule.toleranceMs
    this.#findings = findings
  }

  /** It may keep a call out: open, and not longer than declared, or half-open with its probe under way. */
  keepsOut(atMs: number): boolean {
    const changed = this.lastChange
    if (changed === undefined || changed.to === 'closed') return false
    if (changed.to === 'half-open') return this.#underWay > 0
    return !isLater(atMs, changed.at + this.#rule.openMs, this.#toleranceMs)
  }

  changed(event: Changed): void {
    if (event.to === 'open') this.#findings.checked()
    if (event.to === 'closed') {
      this.#failures.length = 0
      this.#failedAtMs.length = 0
      this.#endedAtMs.length = 0
    }
    this.lastChange = event
  }

  attemptStarted(attempt: Started): void {
    this.#underWay += 1
    if (this.#rule.everChanges && !this.#isShut(attempt.at)) this.#flying.set(attempt.call, Infinity)
    if (this.#isClosed) this.#judgeClosed(attempt)
  }

  attemptEnded({ call, at }: Ended): void {
    if (this.#flying.has(call)) this.#flying.set(call, at)
    this.#underWay -= 1
    if (this.#isClosed) this.#endedAtMs.push(at)
  }

  exchangeStarted(exchange: EventOf<'exchange-started'>): void {
    const changed = this.lastChange
    if (exchange.call === null || changed === undefined || !this.#isShut(exchange.at)) return
    const untilMs = this.#flying.get(exchange.call) ?? -Infinity
    if (!isLater(exchange.at, untilMs, this.#toleranceMs)) return
    this.#findings.violated(
      `call ${exchange.call} came to ${this.#endpoint} ${inMs(exchange.at - changed.at)} after its circuit was said to ` +
        'have opened',
      changed,
      exchange,
    )
  }

  exchangeEnded(exchange: ExchangeView): void {
    if (!this.#isClosed || !isSurelyFailed(exchange)) return
    this.#failures.push(exchange.ended!)
    this.#failedAtMs.push(exchange.ended!.at)
  }

  /** Nothing may begin: it has opened, and the time of the probe has not come. */
  #isShut(atMs: number): boolean {
    const changed = this.lastChange
    return changed?.to === 'open' && isLater(changed.at + this.#rule.openMs, atMs, this.#toleranceMs)
  }

  get #isClosed(): boolean {
    return this.lastChange === undefined || this.lastChange.to === 'closed'
  }

  /** An attempt starts at a circuit that is said to be closed: must it have opened at the last failure before? */
  #judgeClosed(attempt: Started): void {
    const last = this.#failures.at(-1)
    if (last === undefined || last === this.#judged || !isLater(attempt.at, last.at, this.#toleranceMs)) return
    this.#judged = last
    const { minSamples, failureRatio, windowMs } = this.#rule
    // An outcome of just so long ago is counted as an attempt, and not as a failure: nobody knows on which side it fell.
    const fromMs = last.at - windowMs
    const failures = this.#failedAtMs.length - firstAbove(this.#failedAtMs, fromMs + this.#toleranceMs)
    if (failures < minSamples) return
    const untilMs = last.at + this.#toleranceMs
    const ended = firstAbove(this.#endedAtMs, untilMs) - firstAbove(this.#endedAtMs, fromMs - this.#toleranceMs - 1)
    if (failures < failureRatio * ended) return
    this.#findings.violated(
      `the circuit of ${this.#endpoint} was said to be closed after ${failures} failures among ${ended} attempts within ` +
        inMs(windowMs),
      ...this.#failures.slice(-failures),
      attempt,
    )
  }
}

/** The provider says that it is ill, whole and heard: whoever counts failures counts this one. */
function isSurelyFailed(exchange: ExchangeView): boolean {
  if (!isAnswered(exchange)) return false
  const { class: meaning } = exchange.response.truth
  return meaning === 'server_error' || meaning === 'overloaded'
}
