import { defineMutant } from './mutant.ts'

export const oneTimeoutCode = defineMutant({
  name: 'mutant-one-timeout-code',
  convictedBy: 'time-limits-kept',
  doc: 'Says "attempt" for whichever limit has passed: nobody learns which one to raise.',
  source: 'openai-node: APIConnectionTimeoutError, "Request timed out.", for all of them.',
  open: (setup, open) =>
    open({
      ...setup,
      record: (event) =>
        setup.record(
          event.type === 'attempt-ended' && event.errorClass === 'timeout' ? { ...event, reason: 'attempt' } : event,
        ),
    }),
})
