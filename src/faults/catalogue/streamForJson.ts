import { doneBytes, eventBytes } from '../../protocol/serverSentEvents.ts'
import { defineFault } from '../fault.ts'
import { allOf, data, end, head, wait } from '../steps.ts'
import { wholeAnswerIn } from '../wholeAnswer.ts'

/**
 * The answer is all there, so that who reads it has it right; who refuses it, as what it says to be and nobody asked for,
 * has it right too. Only what is neither is wrong: an empty answer, or the events taken for the text.
 */
export const streamForJson = defineFault<object>({
  type: 'streamForJson',
  doc: 'Gives a stream to who asked for a whole document.',
  source: 'litellm#25766: gateways that ignore `stream: false`; RFC 9110 section 8.3: content-type says what it is.',
  options: () => ({}),
  arbitrary: (fc) => fc.constant({}),
  *apply(_options, _exchange, next) {
    const steps = allOf(next())
    const whole = wholeAnswerIn(steps)
    if (whole?.completion === undefined) {
      yield* steps
      return
    }
    const { completion, text, tookMs } = whole
    const chunk = (delta: object, reason: string | null) =>
      eventBytes({
        ...completion,
        object: 'chat.completion.chunk',
        choices: [{ index: 0, delta, finish_reason: reason }],
      })
    yield wait(tookMs)
    yield head(200, { 'content-type': 'text/event-stream; charset=utf-8' }, { class: 'ok' })
    yield data(chunk({ role: 'assistant', content: text }, null), { text })
    yield data(chunk({}, completion.choices[0]?.finish_reason ?? 'stop'), { finish: true })
    yield data(doneBytes)
    yield end
  },
})
