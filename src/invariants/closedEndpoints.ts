import type { CallView, EventOf, HistoryEvent, HistoryView } from '../history/index.ts'
import { askOf } from './asks.ts'
import type { AnsweredExchange } from './exchanges.ts'
import type { JudgingContext } from './invariant.ts'
import { inMs, isLater } from './timing.ts'

/** What one instance of the client knows against one model. */
interface Standing {
  askedUntilMs: number
  deadUntilMs: number
  circuit: string
  latest: HistoryEvent | undefined
}

/** Why nothing was open: one of the reasons, with its event. */
export interface Closing {
  readonly why: string
  readonly event: HistoryEvent
}

/**
 * Which endpoints are closed to a call that begins, as far as its client must know. Asked for calls in the order of their
 * starts. A script has each model at one place, with one key, so a model stands for its endpoint.
 */
export class ClosedEndpoints {
  readonly #context: JudgingContext
  readonly #models = new Set<string>()
  readonly #modelsOfKey = new Map<string, Set<string>>()
  readonly #answers: readonly AnsweredExchange[]
  readonly #changes: HistoryView['breakerChanges']
  /** The client’s own name of an endpoint, and its model. */
  readonly #modelOf = new Map<string, string>()
  readonly #standings = new Map<string, Standing>()
  #nextAnswer = 0
  #nextChange = 0

  constructor(view: HistoryView, context: JudgingContext) {
    this.#context = context
    for (const { started } of view.exchanges) {
      this.#models.add(started.model)
      const models = this.#modelsOfKey.get(started.credential)
      if (models === undefined) this.#modelsOfKey.set(started.credential, new Set([started.model]))
      else models.add(started.model)
    }
    for (const { attemptsStarted } of view.calls) {
      for (const { endpoint, model = endpoint } of attemptsStarted) {
        this.#models.add(model)
        this.#modelOf.set(endpoint, model)
      }
    }
    this.#answers = view.refusals
    this.#changes = view.breakerChanges
  }

  /** Undefined if something may be open, or nothing is known. */
  whenAllClosed({ instance, started }: CallView): Closing | undefined {
    this.#learnUntil(started)
    let closing: Closing | undefined
    for (const model of this.#models) {
      const standing = this.#standings.get(`${instance} ${model}`)
      const why = standing === undefined ? undefined : this.#whyClosed(standing, started)
      if (why === undefined) return undefined
      closing ??= { why: `${model} ${why}`, event: standing!.latest! }
    }
    return closing
  }

  #whyClosed(
    { askedUntilMs, deadUntilMs, circuit }: Standing,
    { at, deadlineMs }: EventOf<'call-started'>,
  ): string | undefined {
    const { declared, toleranceMs } = this.#context
    const { longestAskedWaitMs = Infinity } = declared
    if (isLater(deadUntilMs, at, toleranceMs)) return `has a dead key for ${inMs(deadUntilMs - at)} yet`
    // Whoever is kept away by a minute's quota as well may wait for that one.
    if ((declared.rpm ?? declared.tpm ?? declared.maxConcurrent) !== undefined) return undefined
    const reachMs = Math.min(longestAskedWaitMs, deadlineMs ?? declared.deadlineMs ?? Infinity)
    if (isLater(askedUntilMs, at + reachMs, toleranceMs)) return `had asked for ${inMs(askedUntilMs - at)} more`
    // While it asks for less, that is what a call may wait for.
    return circuit === 'open' && !isLater(askedUntilMs, at, -toleranceMs) ? 'has an open circuit' : undefined
  }

  #learnUntil({ seq, at }: { readonly seq: number; readonly at: number }): void {
    const { declared, toleranceMs } = this.#context
    for (
      let answer = this.#answers[this.#nextAnswer];
      answer !== undefined && isLater(at, answer.ended.at, toleranceMs);
      answer = this.#answers[++this.#nextAnswer]
    ) {
      this.#learn(answer, declared.credentialCooldownMs ?? 0)
    }
    for (
      let change = this.#changes[this.#nextChange];
      change !== undefined && change.seq < seq;
      change = this.#changes[++this.#nextChange]
    ) {
      const model = this.#modelOf.get(change.endpoint) ?? change.endpoint
      const standing = this.#standingOf(change.instance ?? 0, model)
      standing.circuit = change.to
      standing.latest = change
    }
  }

  #learn(answer: AnsweredExchange, cooldownMs: number): void {
    const { response, started, instance } = answer
    const { class: meaning } = response.truth
    const ask = askOf(answer)
    if (ask !== undefined) {
      const standing = this.#standingOf(instance, started.model)
      standing.askedUntilMs = Math.max(standing.askedUntilMs, ask.dueMs)
      standing.latest = response
    }
    if (meaning !== 'auth' && meaning !== 'quota_exhausted') return
    // A key dies for all models that are asked with it, of which some were not asked yet.
    for (const model of this.#modelsOfKey.get(started.credential)!) {
      const standing = this.#standingOf(instance, model)
      standing.deadUntilMs = Math.max(standing.deadUntilMs, response.at + cooldownMs)
      standing.latest = response
    }
  }

  #standingOf(instance: number, model: string): Standing {
    const key = `${instance} ${model}`
    let standing = this.#standings.get(key)
    if (standing === undefined) {
      standing = { askedUntilMs: -Infinity, deadUntilMs: -Infinity, circuit: 'closed', latest: undefined }
      this.#standings.set(key, standing)
    }
    return standing
  }
}
