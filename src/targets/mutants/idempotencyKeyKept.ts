import { bending } from './bending.ts'
import { defineMutant } from './mutant.ts'

export const idempotencyKeyKept = defineMutant({
  name: 'mutant-idempotency-key-kept',
  convictedBy: 'idempotency-key-kept',
  doc: 'Makes a new Idempotency-Key for each attempt: a provider that keeps them answers, and bills, once more.',
  source: 'openai-node makes the key once and keeps it in the options that its retries share, for this reason.',
  open: (setup, open) => open({ ...setup, transport: bending(setup.transport, perAttempt()) }),
})

function perAttempt(): Parameters<typeof bending>[1] {
  let attempts = 0
  return (request) => {
    attempts += 1
    return { ...request, headers: { ...request.headers, 'idempotency-key': `attempt-${attempts}` } }
  }
}
