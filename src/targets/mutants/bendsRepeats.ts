import { bending } from './bending.ts'
import { defineMutant } from './mutant.ts'

export const bendsRepeats = defineMutant({
  name: 'mutant-bends-repeats',
  convictedBy: 'idempotency-key-kept',
  doc: 'Writes the request anew for each attempt, with the number of the attempt in it: the same key, another body.',
  source:
    'draft-ietf-httpapi-idempotency-key-header: a key that comes again with another payload is answered with 422.',
  open: (setup, open) => open({ ...setup, transport: bending(setup.transport, numbered()) }),
})

function numbered(): Parameters<typeof bending>[1] {
  let attempts = 0
  return ({ body, ...request }) => {
    attempts += 1
    const document = JSON.parse(String(body)) as Record<string, unknown>
    return { ...request, body: JSON.stringify({ ...document, metadata: { attempt: String(attempts) } }) }
  }
}
