import { defineFault } from '../fault.ts'
import { rewritten } from '../rewritten.ts'

export const noContent = defineFault<object>({
  type: 'noContent',
  doc: 'Answers 200 to the end, finish marker and all, without a word in it.',
  source: 'magic-context #174: an answer of 0 tokens counted as a success, and nothing fell back.',
  options: () => ({}),
  arbitrary: (fc) => fc.constant({}),
  apply(_options, _exchange, next) {
    return rewritten(next(), '', { class: 'protocol' })
  },
})
