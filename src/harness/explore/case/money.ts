import { always, catalogue, type FaultSpec, type Script } from '../../../faults/index.ts'
import type { Declared } from '../../../history/index.ts'
import { costAtMost } from '../../../protocol/money/cost.ts'
import { usdOf } from '../../../protocol/money/picoUsd.ts'
import { priceTableOf, type Price } from '../../../protocol/money/price.ts'
import type { Scenario } from '../../../scenarios/scenario.ts'
import { plain, type Arbitrary, type FC } from './fastCheck.ts'

/** What answers are billed as, and at what price; the budget in worst cases of one attempt. */
export interface Money {
  readonly usage: FaultSpec
  readonly price: Price
  readonly budgetInAttempts: number | undefined
  /** What bounds an attempt under a budget, where the caller sets no `max_tokens` itself. */
  readonly maxTokens: number
}

export function money(fc: FC): Arbitrary<Money> {
  const perMillion = fc.constantFrom('0', '0.1', '0.27', '1', '2', '15')
  return fc.record({
    usage: catalogue.usage.arbitrary(fc).map((options) => ({ type: 'usage', ...options })),
    price: fc.record(
      {
        input: perMillion,
        cachedInput: perMillion,
        cacheWrite: perMillion,
        output: perMillion,
        reasoning: perMillion,
      },
      { ...plain, requiredKeys: ['input', 'output'] },
    ),
    maxTokens: fc.integer({ min: 1, max: 100 }),
    budgetInAttempts: fc.option(fc.integer({ min: 1, max: 8 }), { nil: undefined }),
  })
}

/** The driver's question makes no more tokens than this, with all that is counted around it. */
const mostPromptTokens = 1_500

/** The same case, with prices, and perhaps a budget. */
export function withMoney<Case extends Pick<Scenario, 'upstream' | 'caller' | 'expect'>>(
  day: Case,
  { usage, price, budgetInAttempts, maxTokens: least }: Money,
): Case {
  const maxTokens = day.caller?.maxTokens ?? (budgetInAttempts === undefined ? undefined : least)
  const worst = maxTokens === undefined ? undefined : costAtMost(mostPromptTokens, maxTokens, priceTableOf(price))
  const models = Object.keys(day.upstream.models)
  const bounds: Declared = {
    ...(worst === undefined ? {} : { attemptAtMostUsd: usdOf(worst) }),
    ...(worst === undefined || budgetInAttempts === undefined
      ? {}
      : { budgetUsd: usdOf(worst * BigInt(budgetInAttempts)) }),
  }
  const prices = Object.fromEntries(models.map((model) => [model, price]))
  return {
    ...day,
    upstream: billing(day.upstream, usage),
    caller: { ...day.caller, ...(maxTokens === undefined ? {} : { maxTokens }) },
    expect: { ...day.expect, prices, ...bounds },
  }
}

/** Innermost, so that it is the good answer which is billed. */
function billing(script: Script, usage: FaultSpec): Script {
  const models = Object.entries(script.models).map(([model, rules]) => [model, [...rules, always(usage)]] as const)
  return { ...script, models: Object.fromEntries(models) }
}
