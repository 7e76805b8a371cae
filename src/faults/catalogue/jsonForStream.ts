import { jsonSteps } from '../answer.ts'
import { defineFault } from '../fault.ts'
import { allOf, wait } from '../steps.ts'
import { wholeAnswerIn } from '../wholeAnswer.ts'

export const jsonForStream = defineFault<object>({
  type: 'jsonForStream',
  doc: 'Gives a whole document to who asked for a stream.',
  source: 'Gateways that ignore `stream: true`; SDKs that look for events in it return an empty answer.',
  options: () => ({}),
  arbitrary: (fc) => fc.constant({}),
  *apply(_options, { model, call, nth }, next) {
    const steps = allOf(next())
    const whole = wholeAnswerIn(steps)
    if (whole?.isStream !== true) {
      yield* steps
      return
    }
    const { text, tookMs } = whole
    const choices = [{ index: 0, message: { role: 'assistant', content: text }, finish_reason: 'stop' }]
    const completion = { id: `chatcmpl-${model}-${call ?? 'x'}-${nth}`, object: 'chat.completion', model, choices }
    yield wait(tookMs)
    yield* jsonSteps(200, completion, { class: 'ok' }, {}, { text, finish: true })
  },
})
