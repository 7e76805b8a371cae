import { decisions } from '../../client/index.ts'
import { defineMutant } from './mutant.ts'

export const readsOnlySeconds = defineMutant({
  name: 'mutant-reads-only-seconds',
  convictedBy: 'retry-after-honoured',
  doc: 'Understands Retry-After in seconds and takes a date for nothing.',
  source: 'RFC 9110 section 10.2.3 allows both, section 5.6.7 three forms of the date.',
  decisions: {
    classifyResponse: (status, headers, body, epochMs) => {
      const isDate = /[a-z]/i.test(String(headers['retry-after'] ?? ''))
      const { 'retry-after': _unread, ...others } = headers
      return decisions.classifyResponse(status, isDate ? others : headers, body, epochMs)
    },
  },
})
