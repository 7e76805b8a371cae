import { defineFault } from '../fault.ts'
import { hang } from '../steps.ts'

export const noHeaders = defineFault<object>({
  type: 'noHeaders',
  doc: 'Takes the request and never answers.',
  source: 'Provider incidents; a client without a headers time-out waits for ever (undici waits 300 s).',
  options: () => ({}),
  arbitrary: (fc) => fc.constant({}),
  *apply() {
    yield hang
  },
})
