import { defineFault } from '../fault.ts'
import { end, head } from '../steps.ts'

const statuses = [301, 302, 303, 307, 308] as const

export const redirect = defineFault<{ status?: (typeof statuses)[number]; to?: string }>({
  type: 'redirect',
  doc: 'Sends the client to another origin of the script (`to`), or to a host that does not exist.',
  source: 'RFC 9110 section 15.4: a client should not send credentials there; most turn POST into GET on 301 to 303.',
  options: (v) => ({ status: v.optional(v.picklist(statuses)), to: v.optional(v.string()) }),
  arbitrary: (fc) => fc.record({ status: fc.constantFrom(...statuses) }),
  *apply({ status = 307, to = 'elsewhere' }, { urlOf }) {
    const location = `${urlOf(to)}/v1/chat/completions`
    yield head(status, { location, 'content-length': '0' }, { class: 'not_found' })
    yield end
  },
})
