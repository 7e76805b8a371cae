import { defineFault } from '../fault.ts'
import type { Step } from '../steps.ts'
import { unbilled } from '../wholeAnswer.ts'

export const missingDone = defineFault<{ finishReason: boolean }>({
  type: 'missingDone',
  doc: 'Ends a stream cleanly without `[DONE]`; with `finishReason: false` the finish marker is missing too.',
  source: 'opencode PR#40061: without finish_reason the answer is cut; with it, a missing [DONE] is harmless.',
  options: (v) => ({ finishReason: v.boolean() }),
  arbitrary: (fc) => fc.record({ finishReason: fc.boolean() }),
  *apply({ finishReason }, exchange, next) {
    if (!exchange.stream) {
      yield* next()
      return
    }
    let isAnswer = true
    let kept: Step | undefined
    for (const step of next()) {
      if (step.do === 'head') {
        isAnswer = step.truth.class === 'ok'
        yield unbilled(step)
        continue
      }
      if (isAnswer && step.do === 'data' && step.text === undefined && kept !== undefined) {
        // After the first content every event without text is part of the ending.
        if (step.finish === true && finishReason) yield step
        continue
      }
      if (step.do === 'data' && step.text !== undefined) kept = step
      yield step
    }
  },
})
