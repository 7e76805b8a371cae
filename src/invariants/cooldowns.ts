import type { EventOf, ExchangeView, HistoryEvent, HistoryView } from '../history/index.ts'
import { namesAnInstant } from './asks.ts'
import { credentialOf } from './exchanges.ts'

/** A cooldown as the upstream knows of it: whatever may make a client rest counts, heard or not. */
interface Cooldown {
  readonly untilMs: number
  readonly lengthMs: number
  readonly cause: EventOf<'response-started'>
}

interface Rest {
  readonly exchange: ExchangeView
  readonly cooldown: Cooldown
  readonly ofKey: boolean
}

/** Clients may round up to whole seconds, and dates are no finer (RFC 9110 section 5.6.7). */
const leastSlackMs = 1_000

/** A client may leave a cooldown by so much of its length: to spread who comes back is wise. */
const slackShare = 0.1

/** So long a call that an endpoint held until its deadline may be a reason to ask others first. */
const suspicionMs = 60_000

/** What rests when, looked at in the order of events. */
export class Cooldowns {
  readonly #spreadMs: number
  readonly #answers: readonly Rest[]
  #next = 0
  /** By instance. */
  readonly #last = new Map<number, Cooldown>()
  readonly #ofModel = new Map<string, Cooldown>()
  readonly #ofKey = new Map<string, Cooldown>()
  readonly #keyOf = new Map<string, string>()
  readonly #heads = new Map<number, EventOf<'attempt-started'>>()
  readonly #troubles: readonly HistoryEvent[]
  #nextTrouble = 0
  /** Endpoints whose circuit is not closed, and when an attempt last ended by the deadline of its call. */
  readonly #broken = new Set<string>()
  readonly #suspectAtMs = new Map<string, number>()

  constructor(view: HistoryView, credentialCooldownMs: number, spreadMs: number) {
    this.#spreadMs = spreadMs
    this.#answers = answersOf(view, credentialCooldownMs)
    this.#troubles =
      this.#answers.length === 0
        ? []
        : view.events.filter(
            (event) =>
              event.type === 'breaker-changed' || (event.type === 'attempt-ended' && event.reason === 'deadline'),
          )
    if (this.#answers.length === 0) return
    for (const exchange of view.exchanges) this.#keyOf.set(laneOf(exchange), credentialOf(exchange))
    const begun = view.calls.filter(({ attemptsStarted }) => attemptsStarted.length > 0)
    for (const { instance, attemptsStarted } of begun.toSorted(
      (a, b) => a.attemptsStarted[0]!.seq - b.attemptsStarted[0]!.seq,
    ))
      if (!this.#heads.has(instance)) this.#heads.set(instance, attemptsStarted[0]!)
  }

  /** Nothing ever rested. */
  get none(): boolean {
    return this.#answers.length === 0
  }

  /** Of an instance: the cooldown that ends last of those that began before `event`. */
  lastOf(instance: number, event: HistoryEvent): (Cooldown & { readonly isOver: boolean }) | undefined {
    this.#advance(event)
    const last = this.#last.get(instance)
    return last === undefined ? undefined : { ...last, isOver: this.#isOver(last, event.at) }
  }

  /** The first endpoint of the instance's chain, if a cooldown of it is over and nothing else speaks against it. */
  ofHead(instance: number, event: HistoryEvent): (Cooldown & { readonly head: string }) | undefined {
    this.#advance(event)
    const head = this.#heads.get(instance)
    if (head === undefined) return undefined
    const { endpoint, model = endpoint } = head
    const name = `${endpoint}#${instance}`
    if (this.#broken.has(name) || (this.#suspectAtMs.get(name) ?? -Infinity) + suspicionMs > event.at) return undefined
    const lane = `${model}#${instance}`
    const rests = [this.#ofModel.get(lane), this.#ofKey.get(this.#keyOf.get(lane) ?? '')]
    const last = rests.reduce((a, b) => (a === undefined || (b !== undefined && b.untilMs > a.untilMs) ? b : a))
    return last === undefined || !this.#isOver(last, event.at) ? undefined : { ...last, head: endpoint }
  }

  #isOver({ untilMs, lengthMs }: Cooldown, atMs: number): boolean {
    return atMs > untilMs + Math.max(leastSlackMs, this.#spreadMs, lengthMs * slackShare)
  }

  #advance({ seq }: HistoryEvent): void {
    for (; this.#next < this.#answers.length; this.#next += 1) {
      const { exchange, cooldown, ofKey } = this.#answers[this.#next]!
      if (cooldown.cause.seq > seq) break
      keepLonger(this.#last, exchange.instance, cooldown)
      if (ofKey) keepLonger(this.#ofKey, credentialOf(exchange), cooldown)
      else keepLonger(this.#ofModel, laneOf(exchange), cooldown)
    }
    for (; this.#nextTrouble < this.#troubles.length; this.#nextTrouble += 1) {
      const event = this.#troubles[this.#nextTrouble]!
      if (event.seq > seq) break
      if (event.type === 'breaker-changed') {
        const name = `${event.endpoint}#${event.instance ?? 0}`
        if (event.to === 'closed') this.#broken.delete(name)
        else this.#broken.add(name)
      } else if (event.type === 'attempt-ended')
        this.#suspectAtMs.set(`${event.endpoint}#${event.instance ?? 0}`, event.at)
    }
  }
}

const ofKeys: ReadonlySet<string> = new Set(['auth', 'permission', 'quota_exhausted'])

/** They speak of the key wherever nothing else is heard: of an answer that was cut, say. */
const statusesOfKeys: ReadonlySet<number> = new Set([401, 402, 403])

/** Everything that was answered and may make somebody rest, in the order of the answers; until their last byte. */
function answersOf({ notable }: HistoryView, credentialCooldownMs: number): Rest[] {
  const answers: Rest[] = []
  for (const exchange of notable) {
    const { response, ended } = exchange
    if (response === undefined) continue
    const waitMs = longestRead(exchange)
    const ofKey = ofKeys.has(response.truth.class) || (ended?.how !== 'complete' && statusesOfKeys.has(response.status))
    if (waitMs !== undefined) answers.push(restOf(exchange, response, waitMs, false))
    if (ofKey) answers.push(restOf(exchange, response, credentialCooldownMs, true))
  }
  return answers.sort((a, b) => a.cooldown.cause.seq - b.cooldown.cause.seq)
}

function restOf(exchange: ExchangeView, cause: Cooldown['cause'], lengthMs: number, ofKey: boolean): Rest {
  const heardMs = Math.max(cause.at, exchange.ended?.at ?? 0)
  return { exchange, ofKey, cooldown: { untilMs: heardMs + lengthMs, lengthMs, cause } }
}

/** What makes no sense may be read as a wait of any length, and so may a date by a clock that was set meanwhile. */
function longestRead({ response, wallJumped }: ExchangeView): number | undefined {
  const { truth, asked } = response!
  if (isEmpty(asked)) return truth.waitMs
  return wallJumped === true && namesAnInstant(asked) ? Infinity : (truth.waitMs ?? Infinity)
}

function isEmpty(headers: object): boolean {
  for (const _ in headers) return false
  return true
}

function keepLonger<Key>(cooldowns: Map<Key, Cooldown>, key: Key, cooldown: Cooldown): void {
  const known = cooldowns.get(key)
  if (known === undefined || known.untilMs < cooldown.untilMs) cooldowns.set(key, cooldown)
}

function laneOf({ started, instance }: ExchangeView): string {
  return `${started.model}#${instance}`
}
