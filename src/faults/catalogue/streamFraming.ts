import { textBytes } from '../../protocol/serverSentEvents.ts'
import { defineFault } from '../fault.ts'
import { framingNames, framings, type FramingName } from '../framings.ts'
import { bendEvents } from '../streamEvents.ts'

export const streamFraming = defineFault<{ form: FramingName }>({
  type: 'streamFraming',
  doc: 'Writes the events of a stream in another form that means the same: other line ends, comments, JSON on several lines.',
  source: 'WHATWG HTML section 9.2.6; vercel/ai#15036; meilisearch#6477; openai-python#3833: events without data.',
  options: (v) => ({ form: v.picklist(framingNames) }),
  arbitrary: (fc) => fc.record({ form: fc.constantFrom(...framingNames) }),
  *apply({ form }, _exchange, next) {
    yield* bendEvents(next(), (event) => [{ ...event.step, bytes: textBytes(framings[form](event)) }])
  },
})
