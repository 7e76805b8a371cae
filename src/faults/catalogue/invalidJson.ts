import { textBytes } from '../../protocol/serverSentEvents.ts'
import { defineFault } from '../fault.ts'
import { data, end, head } from '../steps.ts'

/** What proxies, captive portals and half-written answers look like. Each comes with status 200. */
const bodies = {
  truncated: {
    type: 'application/json',
    body: '{"id":"chatcmpl-1","object":"chat.completion","choices":[{"index":0,"mess',
  },
  html: { type: 'text/html', body: '<!doctype html><title>Sign in</title><p>Please sign in to continue.</p>' },
  empty: { type: 'application/json', body: '' },
  nullChoices: { type: 'application/json', body: '{"id":"chatcmpl-1","object":"chat.completion","choices":null}' },
  noChoices: { type: 'application/json', body: '{"id":"chatcmpl-1","object":"chat.completion","choices":[]}' },
} as const

type Form = keyof typeof bodies
const forms = Object.keys(bodies) as Form[]

export const invalidJson = defineFault<{ form?: Form }>({
  type: 'invalidJson',
  doc: 'Answers 200 with a body that is no answer: JSON cut short, a sign-in page, nothing at all, or no choices.',
  source: 'RFC 9112 section 8; the openai and anthropic SDKs return an HTML 200 as a success.',
  options: (v) => ({ form: v.optional(v.picklist(forms)) }),
  arbitrary: (fc) => fc.record({ form: fc.constantFrom(...forms) }),
  *apply({ form = 'truncated' }) {
    const { type, body } = bodies[form]
    const bytes = textBytes(body)
    yield head(200, { 'content-type': type, 'content-length': String(bytes.length) }, { class: 'protocol' })
    if (bytes.length > 0) yield data(bytes)
    yield end
  },
})
