import { textBytes } from '../../protocol/serverSentEvents.ts'
import { pageForms, pageOf, pageStatuses, type PageForm, type PageStatus } from '../errorPages.ts'
import { defineFault } from '../fault.ts'
import { data, end, head } from '../steps.ts'

export const errorPage = defineFault<{ status: PageStatus; form?: PageForm }>({
  type: 'errorPage',
  doc: 'Answers 502, 504 or 520 to 524 with a web page, as gateways do: from Cloudflare with a ray id, or from nginx.',
  source: 'letta-code#1179, pi#6673: the page crashes JSON.parse, or is shown to the user; crmne/ruby_llm#606.',
  options: (v) => ({ status: v.picklist(pageStatuses), form: v.optional(v.picklist(pageForms)) }),
  arbitrary: (fc) => fc.record({ status: fc.constantFrom(...pageStatuses), form: fc.constantFrom(...pageForms) }),
  *apply({ status, form = 'cloudflare' }, { nth }) {
    const { headers, html } = pageOf(status, form, `8f1c${nth.toString(16).padStart(12, '0')}`)
    const bytes = textBytes(html)
    yield head(status, { ...headers, 'content-length': String(bytes.length) }, { class: 'server_error' })
    yield data(bytes)
    yield end
  },
})
