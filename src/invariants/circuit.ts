import type { DeclaredBreaker, EventOf } from '../history/index.ts'
import type { ErrorClass } from '../protocol/errorClass.ts'
import type { Findings } from './invariant.ts'
import { inMs, isLater } from './timing.ts'

export interface CircuitRule extends DeclaredBreaker {
  /** Slow attempts count as failures, whatever they bring: how long is too long is not looked at. */
  readonly countsSlowness: boolean
  readonly toleranceMs: number
}

/** What speaks against an endpoint's health. Not a limit, a refused key or a wrong request, and nobody's abort. */
const speaksAgainst: ReadonlySet<ErrorClass> = new Set([
  'overloaded',
  'server_error',
  'timeout',
  'network',
  'tls_permanent',
  'tls_transient',
  'protocol',
])

/** `maybe`: it may have counted either way, or not at all. */
type Weight = 'failure' | 'maybe' | 'good' | 'silent'

type Changed = EventOf<'breaker-changed'>
type Started = EventOf<'attempt-started'>
type Ended = EventOf<'attempt-ended'>

/** One circuit as the client tells of it, held against the attempts it tells of, in the order of events. */
export class Circuit {
  readonly #endpoint: string
  readonly #rule: CircuitRule
  readonly #findings: Findings
  /** The last change; undefined: it was never anything but closed. */
  #changed: Changed | undefined
  /** It has just opened, and the attempt that made it do so is told of in a moment. */
  #opening: Changed | undefined
  #probe: Started | undefined
  /** Since it closed: when attempts ended, and what that says. */
  readonly #endedAtMs: number[] = []
  readonly #weights: Weight[] = []
  #silent = 0
  #mostSilent = 0

  constructor(endpoint: string, rule: CircuitRule, findings: Findings) {
    this.#endpoint = endpoint
    this.#rule = rule
    this.#findings = findings
  }

  changed(event: Changed): void {
    this.#judgeOpening()
    if (event.from === 'closed' && event.to === 'open') this.#opening = event
    if (event.to === 'closed') {
      this.#endedAtMs.length = 0
      this.#weights.length = 0
      this.#silent = 0
    }
    this.#changed = event
    this.#probe = undefined
  }

  attemptStarted(attempt: Started): void {
    this.#judgeOpening()
    const changed = this.#changed
    if (changed === undefined || changed.to === 'closed') return
    this.#findings.checked()
    if (changed.to === 'open') {
      const { openMs, toleranceMs } = this.#rule
      if (!isLater(changed.at + openMs, attempt.at, toleranceMs)) this.#letThrough(attempt)
      else
        this.#findings.violated(
          `call ${attempt.call} tried ${this.#endpoint} ${inMs(attempt.at - changed.at)} after its circuit had opened; ` +
            `it was to stay open for ${inMs(openMs)}`,
          changed,
          attempt,
        )
    } else this.#letThrough(attempt)
  }

  /** `wasLeft`: its reader went away, so that it says nothing although nothing failed. */
  attemptEnded(attempt: Ended, wasLeft: boolean, isStream: boolean): void {
    if (this.#opening !== undefined && isLater(attempt.at, this.#opening.at, this.#rule.toleranceMs))
      this.#judgeOpening()
    const weight = this.#weightOf(attempt, wasLeft, isStream)
    const probe = this.#probe
    if (probe !== undefined && probe.call === attempt.call && probe.attempt === attempt.attempt) {
      this.#probe = undefined
      this.#judgeProbe(probe, attempt, weight)
    }
    if (this.#changed !== undefined && this.#changed.to !== 'closed' && this.#opening === undefined) return
    this.#endedAtMs.push(attempt.at)
    this.#weights.push(weight)
    if (weight === 'silent') this.#mostSilent = Math.max(this.#mostSilent, (this.#silent += 1))
    this.#judgeOpening()
  }

  runEnded(): void {
    this.#judgeOpening()
    if (this.#mostSilent >= this.#rule.minSamples) this.#findings.checked()
  }

  #letThrough(attempt: Started): void {
    if (this.#probe === undefined) this.#probe = attempt
    else
      this.#findings.violated(
        `call ${attempt.call} tried ${this.#endpoint} beside the probe of its half-open circuit`,
        this.#probe,
        attempt,
      )
  }

  /** Only a half-open circuit is left as it was: one that has just opened or closed has heard its probe. */
  #judgeProbe(probe: Started, ended: Ended, weight: Weight): void {
    if (weight !== 'good' && weight !== 'failure') return
    this.#findings.violated(
      `the probe of ${this.#endpoint} ${weight === 'good' ? 'did well' : 'failed'}, and its circuit stayed as it was`,
      probe,
      ended,
    )
  }

  /** Whatever is not known speaks for the client: both ways, so that it may open whenever it possibly had to. */
  #judgeOpening(): void {
    const opening = this.#opening
    if (opening === undefined) return
    this.#opening = undefined
    this.#findings.checked()
    const { minSamples, failureRatio, windowMs, toleranceMs } = this.#rule
    let [failures, maybes, goods] = [0, 0, 0]
    for (let index = this.#endedAtMs.length - 1; index >= 0; index -= 1) {
      if (isLater(opening.at - windowMs, this.#endedAtMs[index]!, toleranceMs)) break
      const weight = this.#weights[index]
      if (weight === 'failure') failures += 1
      else if (weight === 'maybe') maybes += 1
      else if (weight === 'good') goods += 1
    }
    const failed = failures + maybes
    if (failed + goods >= minSamples && failed >= failureRatio * (failed + goods)) return
    this.#findings.violated(
      `the circuit of ${this.#endpoint} opened after ${failed} failures among ${failed + goods} outcomes within ` +
        `${inMs(windowMs)}; declared are a share of ${failureRatio} among ${minSamples} or more`,
      opening,
    )
  }

  #weightOf({ errorClass, reason }: Ended, wasLeft: boolean, isStream: boolean): Weight {
    if (wasLeft) return 'maybe'
    const mayBeSlow = this.#rule.countsSlowness
    if (errorClass === null) return mayBeSlow ? 'maybe' : 'good'
    // A deadline that came soon says nothing, one that ended most of a call does; who lost a race may be slow.
    if (reason === 'deadline' || (mayBeSlow && reason === 'superseded')) return 'maybe'
    if (speaksAgainst.has(errorClass)) return 'failure'
    // Its first content may have been slow, whatever ended it then.
    return mayBeSlow && isStream ? 'maybe' : 'silent'
  }
}
