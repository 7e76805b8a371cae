import { openOurs } from './ours.ts'
import { defineTarget } from './target.ts'

export const client = defineTarget({
  name: 'client',
  doc: "brownout's own fallback client, with the policies that the scenario declares.",
  vantage: 'client',
  supports: { stream: true, abort: true, policy: true },
  open: (setup) => openOurs(setup),
})
