import { count, duration, list } from '../format.ts'

/** What is shown before anything live is sent. */
export interface LivePlanFacts {
  readonly host: string
  readonly models: readonly string[]
  readonly calls: number | null
  readonly attemptsAtMost: number | null
  readonly maxTokens: number
  readonly maxRequests: number | null
  readonly maxDurationMs: number | null
  readonly atMostPicoUsd: bigint | null
  readonly likelyPicoUsd: bigint | null
  readonly capPicoUsd: bigint
  readonly pricesFrom: string
  readonly pricedOn: string
}

/** In USD, rounded up to a hundredth of a cent: it is never shown smaller than it is. */
function usd(picoUsd: bigint): string {
  const [perHundredth, perUsd] = [100_000_000n, 10_000n]
  const hundredths = (picoUsd + perHundredth - 1n) / perHundredth
  const cents = String(hundredths % perUsd).padStart(4, '0')
  return `$${hundredths / perUsd}.${cents.replace(/(?<=..)0{1,2}$/, '')}`
}

/** What a live command says before and after. */
export const live = {
  usd,
  plan: (facts: LivePlanFacts) => ({
    lines: [
      `Plan      ${[
        list(facts.models),
        facts.calls === null ? 'calls until its time is over' : count(facts.calls, 'call'),
        ...(facts.attemptsAtMost === null ? [] : [`at most ${count(facts.attemptsAtMost, 'request')}`]),
        `max_tokens ${facts.maxTokens}`,
      ].join(', ')}`,
      `Price     ${[
        facts.atMostPicoUsd === null
          ? 'no bound but the cap'
          : `at most ${usd(facts.atMostPicoUsd)} (all tokens used, all retries taken)`,
        ...(facts.likelyPicoUsd === null ? [] : [`likely ${usd(facts.likelyPicoUsd)}`]),
        `cap ${usd(facts.capPicoUsd)}`,
      ].join('   ')}`,
      `          prices: ${facts.pricesFrom}, dated ${facts.pricedOn}. The run stops at the cap${
        facts.maxRequests === null ? '' : `, and after ${count(facts.maxRequests, 'request')}`
      }${facts.maxDurationMs === null ? '' : `, and after ${duration(facts.maxDurationMs)}`}.`,
      `LIVE      requests and prompts go to ${facts.host}, and are billed there.`,
    ],
    question: 'Start? [y/N] ',
  }),
  reached: {
    'max-cost': (spentPicoUsd: bigint, capPicoUsd: bigint) =>
      `The cap of ${usd(capPicoUsd)} is reached (${usd(spentPicoUsd)} spent): nothing new begins.`,
    'max-requests': (requests: number) => `${count(requests, 'request')} sent, as many as may be: nothing new begins.`,
  },
}
