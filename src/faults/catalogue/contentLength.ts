import { defineFault } from '../fault.ts'
import { allOf, fin, hang, head, type Step } from '../steps.ts'

type Ending = 'fin' | 'hang'

export const contentLength = defineFault<{ differsBy: number; ending?: Ending }>({
  type: 'contentLength',
  doc: 'Declares a content-length that is wrong by `differsBy` bytes. Too large: the rest never comes (FIN, or nothing at all with `ending: hang`). Too small: what is beyond it is no part of the answer.',
  source: 'RFC 9112 sections 6.3 and 8. Too small is silent: 200, no error, and the end of the answer is missing.',
  speaks: 'http/1.1',
  options: (v) => ({
    differsBy: v.pipe(v.number(), v.integer('a whole number, such as 10 or -10')),
    ending: v.optional(v.picklist(['fin', 'hang'])),
  }),
  arbitrary: (fc) =>
    fc.record({
      differsBy: fc.oneof(fc.integer({ min: -400, max: -1 }), fc.integer({ min: 1, max: 400 })),
      ending: fc.constantFrom('fin', 'hang'),
    }),
  *apply({ differsBy, ending = 'fin' }, _exchange, next) {
    const steps = allOf(next())
    const actual = steps.reduce((sum, step) => sum + (step.do === 'data' ? step.bytes.length : 0), 0)
    const declared = Math.max(0, actual + differsBy)
    for (const step of steps) {
      if (step.do === 'head') yield withLength(step, declared)
      else if (step.do === 'end' && declared !== actual) yield ending === 'fin' || declared < actual ? fin : hang
      else yield step
    }
  },
})

function withLength(step: Extract<Step, { do: 'head' }>, bytes: number): Step {
  return head(step.status, { ...step.headers, 'content-length': String(bytes) }, step.truth)
}
