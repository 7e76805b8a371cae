import { defineFault } from '../fault.ts'
import { bendAnswer } from '../streamEvents.ts'
import { unbilled } from '../wholeAnswer.ts'
import { streamShapeNames, streamShapes, type StreamShapeName } from '../streamShapes.ts'

export const streamShape = defineFault<{ form: StreamShapeName }>({
  type: 'streamShape',
  doc: 'Sends a stream whose chunks look otherwise: no choices, null, content beside or behind the finish, a second choice.',
  source: 'azure-sdk-for-go#21086; cherry-studio#11287; autogen#6465; opencode#49167; OpenAI API reference.',
  options: (v) => ({ form: v.picklist(streamShapeNames) }),
  arbitrary: (fc) => fc.record({ form: fc.constantFrom(...streamShapeNames) }),
  *apply({ form }, _exchange, next) {
    const losesCounts = form === 'usageWithFinish'
    for (const step of bendAnswer(next(), streamShapes[form]))
      yield step.do === 'head' && losesCounts ? unbilled(step) : step
  },
})
