import { defineConnectionFault } from '../fault.ts'

export const continueNever = defineConnectionFault<object>({
  type: 'continueNever',
  doc: 'Never says `100 Continue`: a client that asked for it decides by itself when to send its body. Others notice nothing.',
  source: 'RFC 9110 section 10.1.1: a client should not wait for ever; curl waits a second.',
  options: () => ({}),
  arbitrary: (fc) => fc.constant({}),
  connect: () => ({ do: 'accept', withholdsContinue: true }),
})
