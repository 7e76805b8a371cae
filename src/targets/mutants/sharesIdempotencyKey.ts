import { bending } from './bending.ts'
import { defineMutant } from './mutant.ts'

export const sharesIdempotencyKey = defineMutant({
  name: 'mutant-shares-idempotency-key',
  convictedBy: 'idempotency-key-kept',
  doc: 'Sets one Idempotency-Key when it is made, as a default header: every call repeats the first one’s.',
  source: 'Default headers of SDK clients (openai-node `defaultHeaders`): set once, sent with every request.',
  open: (setup, open) =>
    open({
      ...setup,
      transport: bending(setup.transport, (request) => ({
        ...request,
        headers: { ...request.headers, 'idempotency-key': 'of-the-client' },
      })),
    }),
})
