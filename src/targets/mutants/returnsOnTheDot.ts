import { decisions } from '../../client/index.ts'
import { defineMutant } from './mutant.ts'

const secondMs = 1_000

export const returnsOnTheDot = defineMutant({
  name: 'mutant-returns-on-the-dot',
  convictedBy: 'retries-spread',
  doc: 'Rounds every backoff up to a full second, where it meets everybody else who does.',
  source:
    'Retry-After and most schedulers count whole seconds; Google SRE book, chapter 24: cron jobs at the full minute.',
  decisions: {
    afterFailure: (...given) => {
      const after = decisions.afterFailure(...given)
      return { ...after, notBeforeMs: Math.ceil(after.notBeforeMs / secondMs) * secondMs }
    },
  },
})
