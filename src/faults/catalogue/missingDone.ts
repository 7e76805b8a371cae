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
    let hasBegun = false
    // What has no text may be a piece of an event, or a comment, before the next text; or it belongs to the ending.
    let held: Step[] = []
    for (const step of next()) {
      if (step.do === 'head') {
        isAnswer = step.truth.class === 'ok'
        yield unbilled(step)
        continue
      }
      const isData = step.do === 'data'
      const hasText = isData && step.text !== undefined
      const isFinish = isData && step.finish === true
      if (isAnswer && hasBegun && !hasText && !isFinish && (isData || step.do === 'wait')) {
        held.push(step)
        continue
      }
      const goesOn = !isAnswer || hasText || (isFinish && finishReason)
      yield* goesOn ? held : held.filter((kept) => kept.do === 'wait')
      held = []
      if (goesOn || !hasBegun || !isData) yield step
      hasBegun ||= hasText
    }
  },
})
