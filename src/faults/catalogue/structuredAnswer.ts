import { defineFault, type Exchange } from '../fault.ts'
import { rewritten } from '../rewritten.ts'

const forms = ['fits', 'prose', 'missingField'] as const
type Form = (typeof forms)[number]

/** The JSON that was asked for has a text `answer`; it names model and call, as every good answer does. */
const texts: Record<Form, (exchange: Exchange) => string> = {
  fits: (exchange) => JSON.stringify({ answer: 'Patience is a resource.', ...placeOf(exchange) }),
  prose: (exchange) => `Sure! Here is your JSON:\n\`\`\`json\n${texts.fits(exchange)}\n\`\`\``,
  missingField: (exchange) => JSON.stringify(placeOf(exchange)),
}

function placeOf({ model, call, attempt }: Exchange) {
  return { model, call, attempt: attempt + 1 }
}

export const structuredAnswer = defineFault<{ form?: Form }>({
  type: 'structuredAnswer',
  doc: 'Answers with JSON in its text: an object with `answer`; wrapped into prose; or without that field. For callers that declare an `answerSchema`.',
  source: 'The tutorial complains of answers in the wrong format; models do that even with a response_format.',
  options: (v) => ({ form: v.optional(v.picklist(forms)) }),
  // What breaks a schema is a failure only where somebody has declared one.
  arbitrary: (fc) => fc.constant({ form: 'fits' }),
  apply({ form = 'fits' }, exchange, next) {
    return rewritten(next(), texts[form](exchange), { class: form === 'fits' ? 'ok' : 'unacceptable' })
  },
})
