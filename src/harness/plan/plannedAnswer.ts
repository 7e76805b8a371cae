import { draw } from '../../faults/distribution.ts'
import { defineFault, type Exchange, type ExchangeFault } from '../../faults/index.ts'
import { data, end, head, wait } from '../../faults/steps.ts'
import type { PlannedModel, PlannedWorkload } from './planInput.ts'
import { AnswerPieces } from './answerPieces.ts'

export interface PlannedAnswerOptions {
  readonly ttft: PlannedModel['ttft']
  readonly interToken: PlannedModel['interToken']
  readonly tokens: PlannedWorkload['outputTokens']
}

/** An exchange that no quota refused, told when it is admitted. */
export type OnAdmitted = (model: string, tokens: number) => void

/**
 * The healthy answer of a simulation: it takes as long as a stream of that many tokens, and comes in two pieces. A thousand
 * timers for a thousand tokens would tell a plan nothing more. Lies behind the quotas, so that it sees what they admit.
 */
export function plannedAnswer(onAdmitted: OnAdmitted): ExchangeFault<PlannedAnswerOptions> {
  const pieces = new AnswerPieces()
  return defineFault<PlannedAnswerOptions>({
    type: 'plannedAnswer',
    doc: 'Answers in two pieces, at the pace and length of a model.',
    source: 'Time to first token and tokens a second are what vendors and benchmarks publish.',
    arbitrary: (fc) =>
      fc.constant({ ttft: { medianMs: 1, sigma: 0 }, interToken: { medianMs: 1, sigma: 0 }, tokens: 1 as never }),
    *apply({ ttft, interToken, tokens }, exchange) {
      const { model, promptTokens, maxTokens } = exchange
      onAdmitted(model, promptTokens + maxTokens)
      const wanted = Math.max(1, Math.round(draw(tokens, exchange.randomFor('pace tokens'))))
      const given = Math.min(wanted, maxTokens === 0 ? Infinity : maxTokens)
      const { head: opening, last } = pieces.of(model, promptTokens, given, given < wanted ? 'length' : 'stop')
      yield wait(spanMs(ttft, exchange, 'pace first token'))
      yield head(200, { 'content-type': 'text/event-stream; charset=utf-8' }, { class: 'ok' })
      yield data(opening, { text: 'x' })
      yield wait(given * spanMs(interToken, exchange, 'pace gaps'))
      yield data(last, { finish: true })
      yield end
    },
  })
}

function spanMs(span: PlannedModel['ttft'], { randomFor }: Exchange, purpose: string): number {
  const of = 'empirical' in span ? span : { median: span.medianMs, sigma: span.sigma }
  return draw(of, randomFor(purpose))
}
