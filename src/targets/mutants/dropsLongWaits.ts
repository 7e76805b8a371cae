import { decisions } from '../../client/index.ts'
import { defineMutant } from './mutant.ts'

export const dropsLongWaits = defineMutant({
  name: 'mutant-drops-long-waits',
  convictedBy: 'retry-after-honoured',
  doc: 'Takes an asked wait of more than two seconds for a mistake and backs off as usual.',
  source: 'openai-node and vercel/ai came back before the time asked.',
  decisions: {
    classifyResponse: (...response) => {
      const failure = decisions.classifyResponse(...response)
      const { askedWaitMs = 0, ...withoutWait } = failure
      return askedWaitMs > 2_000 ? withoutWait : failure
    },
  },
})
