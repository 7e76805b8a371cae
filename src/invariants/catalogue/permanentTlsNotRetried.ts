import type { CallView, EventOf } from '../../history/index.ts'
import { mayHideAnswers, whyHidden } from '../exchanges.ts'
import { defineInvariant, Findings } from '../invariant.ts'
import { firstAbove } from '../ordered.ts'
import { inMs, roundingMs } from '../timing.ts'

/**
 * A failed connection does not say whose it was. But each must be some call's that ran just then, and no call may have
 * two: so failures are dealt out to the running calls, each to the one that ends first, which finds a way to deal them
 * out whenever there is one. Where calls do not overlap, that is the plain count per call.
 */
export const permanentTlsNotRetried = defineInvariant({
  name: 'permanent-tls-not-retried',
  number: 33,
  requirement: 'An origin whose certificate was refused is not connected to again by the same call.',
  source: 'RFC 9110 section 4.3.4; got and undici list these codes; three connections each were measured.',
  strength: 'should',
  vantage: 'wire',
  check(view, context) {
    const findings = new Findings()
    if (mayHideAnswers(context)) return findings.verdict(whyHidden)
    if (view.connectionsFailed.length === 0) return findings.verdict(whyUnrefused)
    const refused = view.connectionsFailed.filter(({ code }) => certificateCode.test(code))
    for (const failures of Map.groupBy(refused, ({ origin }) => origin).values()) {
      judgeOrigin(failures, view.calls, context.toleranceMs, findings)
    }
    return findings.verdict(whyUnrefused)
  },
})

const whyUnrefused = 'no certificate was refused while a call ran'

/**
 * What Node says of a certificate ("X509 certificate error codes" in its docs of TLS). A handshake may also break for reasons
 * that pass: those may be tried again.
 */
const certificateCode =
  /^(CERT_|DEPTH_ZERO_|SELF_SIGNED_|UNABLE_TO_(VERIFY|GET)_|ERR_TLS_CERT_|HOSTNAME_MISMATCH|INVALID_CA|PATH_LENGTH_)/

function judgeOrigin(
  failures: readonly Failure[],
  calls: readonly CallView[],
  toleranceMs: number,
  findings: Findings,
): void {
  const running = new RunningCalls(calls, toleranceMs)
  for (const failure of failures) {
    const earlier = running.deal(failure)
    if (earlier === undefined) findings.checked()
    else if (earlier !== 'nobody') {
      findings.violated(
        `${failure.origin} was connected to again ${inMs(failure.at - earlier.at)} after it had shown a bad ` +
          `certificate (${earlier.code}) to the same call`,
        earlier,
        failure,
      )
    }
  }
}

type Failure = EventOf<'connection-failed'>

/** The calls that run at one instant after another, and which of them have not met this origin's failure yet. */
class RunningCalls {
  readonly #calls: readonly CallView[]
  readonly #toleranceMs: number
  #nextCall = 0
  /** Calls that run and have met no failure yet, the one that ends first in front; beside them their ends. */
  readonly #free: CallView[] = []
  readonly #freeEnds: number[] = []
  /** Of the calls that have met their failure, the one that runs longest. */
  #longestDealt: { readonly call: CallView; readonly failure: Failure } | undefined

  constructor(calls: readonly CallView[], toleranceMs: number) {
    this.#calls = calls
    this.#toleranceMs = toleranceMs
  }

  /**
   * Gives the failure to a free call. Where none is left, returns the failure that a running call has had already, or
   * `nobody` if no call runs at all (a probe, perhaps).
   */
  deal(failure: Failure): Failure | 'nobody' | undefined {
    this.#advance(failure)
    const call = this.#free.shift()
    this.#freeEnds.shift()
    if (call === undefined) {
      const dealt = this.#longestDealt
      return dealt === undefined || this.#isOver(dealt.call, failure) ? 'nobody' : dealt.failure
    }
    if (this.#longestDealt === undefined || endOf(call) >= endOf(this.#longestDealt.call)) {
      this.#longestDealt = { call, failure }
    }
    return undefined
  }

  /** Takes in the calls that began before `event` and lets go of those that were over by then. */
  #advance(event: Failure): void {
    for (let call = this.#calls[this.#nextCall]; call !== undefined && call.started.seq < event.seq;) {
      const place = firstAbove(this.#freeEnds, endOf(call))
      this.#freeEnds.splice(place, 0, endOf(call))
      this.#free.splice(place, 0, call)
      call = this.#calls[++this.#nextCall]
    }
    while (this.#free.length > 0 && this.#isOver(this.#free[0]!, event)) {
      this.#free.shift()
      this.#freeEnds.shift()
    }
  }

  /** On sockets the upstream may hear of a refusal a little after the caller does. */
  #isOver({ ended }: CallView, event: Failure): boolean {
    if (ended === undefined || event.seq < ended.seq) return false
    return this.#toleranceMs === 0 || event.at > ended.at + this.#toleranceMs + roundingMs
  }
}

function endOf({ ended }: CallView): number {
  return ended?.seq ?? Infinity
}
