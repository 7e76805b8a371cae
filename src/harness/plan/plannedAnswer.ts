import { draw } from '../../faults/distribution.ts'
import { defineFault, type Exchange } from '../../faults/index.ts'
import { data, end, head, wait } from '../../faults/steps.ts'
import type { PlannedModel, PlannedWorkload } from './planInput.ts'
import type { AnswerPieces } from './answerPieces.ts'

export interface PlannedAnswerOptions {
  readonly ttft: PlannedModel['ttft']
  readonly interToken: PlannedModel['interToken']
  readonly tokens: PlannedWorkload['outputTokens']
  readonly pieces: AnswerPieces
  readonly onAdmitted: OnAdmitted
}

/** An exchange that no quota refused, told when it is admitted. */
export type OnAdmitted = (model: string, tokens: number) => void

const opening = head(200, { 'content-type': 'text/event-stream; charset=utf-8' }, Object.freeze({ class: 'ok' }))

/**
 * The healthy answer of a simulation: it takes as long as a stream of that many tokens, and comes in two pieces. A thousand
 * timers for a thousand tokens would tell a plan nothing more. Lies behind the quotas, so that it sees what they admit. One
 * for all simulations: what is made anew for each of them is never compiled.
 */
export const plannedAnswer = defineFault<PlannedAnswerOptions>({
  type: 'plannedAnswer',
  doc: 'Answers in two pieces, at the pace and length of a model.',
  source: 'Time to first token and tokens a second are what vendors and benchmarks publish.',
  arbitrary: (fc) => fc.constant(undefined as never),
  apply({ ttft, interToken, tokens, pieces, onAdmitted }, exchange) {
    const { model, promptTokens, maxTokens } = exchange
    onAdmitted(model, promptTokens + maxTokens)
    const wanted = Math.max(1, Math.round(draw(tokens, exchange.randomFor('pace tokens'))))
    const given = Math.min(wanted, maxTokens === 0 ? Infinity : maxTokens)
    const { first, last } = pieces.of(promptTokens, given, given < wanted ? 'length' : 'stop')
    return [
      wait(spanMs(ttft, exchange, 'pace first token')),
      opening,
      data(first, { text: 'x' }),
      wait(given * spanMs(interToken, exchange, 'pace gaps')),
      data(last, { finish: true }),
      end,
    ]
  },
})

function spanMs(span: PlannedModel['ttft'], { randomFor }: Exchange, purpose: string): number {
  const of = 'empirical' in span ? span : { median: span.medianMs, sigma: span.sigma }
  return draw(of, randomFor(purpose))
}
