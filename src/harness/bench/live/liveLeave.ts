import type { Secret } from '../../../client/secret.ts'
import { messages } from '../../../messages/index.ts'
import { picoUsdOf, usdOf } from '../../../protocol/money/picoUsd.ts'
import { leaveFor, type LiveLeave } from '../../live/leave.ts'
import { Problem } from '../../problem.ts'
import type { BenchPlan } from '../benchPlan.ts'
import { demandFreshPrices } from './freshPrices.ts'
import { liveKey, type KeySources } from './liveKey.ts'
import type { RunCaps } from './runBudget.ts'
import { upperBound, type BoundOptions, type CostForecast } from './upperBound.ts'

const words = messages.errors.live

/** What was typed; no other place may say it. */
interface LiveFlags {
  readonly live?: boolean | undefined
  /** In USD, as it was typed. */
  readonly 'max-cost'?: string | undefined
  readonly 'max-requests'?: number | undefined
  readonly 'confirm-live'?: string | undefined
  readonly yes?: boolean | undefined
}

export interface LiveRequest {
  readonly flags: LiveFlags
  /** With its base URL, whose path ends in `/v1` as a rule. */
  readonly plan: BenchPlan & { readonly baseURL: string }
  readonly key: KeySources
  /** A day: 2026-05-31. */
  readonly today: string
  /** Where the prices stand, for the eye: `bench.config.ts`. */
  readonly pricesFrom: string
  readonly attempts?: BoundOptions['attempts']
  /** Shows lines and asks; undefined where there is no terminal. */
  readonly ask?: ((lines: readonly string[], question: string) => Promise<boolean>) | undefined
  /** Shows the lines where nobody has to be asked. */
  readonly say: (lines: readonly string[]) => void
}

/** All that a live run rests on. */
export interface LiveRun {
  readonly leave: LiveLeave
  readonly key: Secret
  readonly caps: RunCaps
  readonly forecast: CostForecast
}

/**
 * The leave for a live run; null where none is needed, as its base URL is this machine. Everything is looked at before
 * anybody is asked, and somebody is asked before anything is sent: the literal flag, the cap, prices of the last 90 days,
 * the key, and the name of the host in CI. Throws a `Problem` (refused) for what is missing.
 */
export async function liveLeave(request: LiveRequest): Promise<LiveRun | null> {
  const { flags, plan, key: sources, today } = request
  const url = baseURLOf(plan.baseURL)
  const { live, 'confirm-live': confirmed, 'max-cost': maxCost, 'max-requests': maxRequests } = flags
  const said = { live, confirmed, isCapped: maxCost !== undefined }
  const leave = leaveFor(url, said, sources.env, words.places.bench)
  if (leave === null) return null
  const maxCostPicoUsd = amountOf(maxCost!)
  demandFreshPrices(plan.models, today)
  const forecast = upperBound(plan, { maxRequests, attempts: request.attempts })
  const { cheapestAttemptPicoUsd: cheapest, dearestAttemptPicoUsd } = forecast
  if (dearestAttemptPicoUsd > maxCostPicoUsd)
    throw new Problem('refused', words.nothingAffordable(usdOf(maxCostPicoUsd), usdOf(cheapest)))
  const key = await liveKey(url, sources)
  await demandConsent(request, url.host, forecast, maxCostPicoUsd)
  return { leave, key, forecast, caps: { maxCostPicoUsd, maxRequests, dearestAttemptPicoUsd } }
}

/** The URL is never repeated in a problem: a key may stand in it. */
export function baseURLOf(text: string): URL {
  const url = URL.parse(text)
  if (url?.protocol !== 'http:' && url?.protocol !== 'https:') throw new Problem('usage', words.noBaseUrl())
  if (url.username !== '' || url.password !== '' || url.search !== '' || url.hash !== '')
    throw new Problem('usage', words.urlWithSecrets())
  if (/\/(chat\/completions|models)\/*$/.test(url.pathname)) throw new Problem('usage', words.urlOfPath())
  return url
}

function amountOf(text: string): bigint {
  try {
    const picoUsd = picoUsdOf(text.replace(/^\$/, ''))
    if (picoUsd > 0n) return picoUsd
  } catch {
    // Said below, with what was typed.
  }
  throw new Problem('usage', words.noAmount(text))
}

async function demandConsent(
  { flags, plan, pricesFrom, ask, say }: LiveRequest,
  host: string,
  forecast: CostForecast,
  capPicoUsd: bigint,
): Promise<void> {
  const { lines, question } = messages.live.plan({
    ...forecast,
    host,
    models: plan.models.map(({ id }) => id),
    maxTokens: plan.workload.maxTokens,
    capPicoUsd,
    pricesFrom,
    pricedOn: oldestOf(plan.models.map(({ pricedOn }) => pricedOn!)),
    maxRequests: flags['max-requests'] ?? null,
    maxDurationMs: plan.maxDurationMs,
  })
  if (flags.yes === true) return say(lines)
  if (ask === undefined) throw new Problem('refused', words.nobodyToAsk(host))
  if (!(await ask(lines, question))) throw new Problem('refused', words.declined(host))
}

function oldestOf(days: readonly string[]): string {
  return days.reduce((oldest, day) => (day < oldest ? day : oldest))
}
