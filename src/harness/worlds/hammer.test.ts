import { expect, test } from 'vitest'
import { scenarios } from '../../scenarios/index.ts'
import { defineTarget } from '../../targets/index.ts'
import { rehearse } from '../rehearse.ts'
import { virtual } from './virtual.ts'

/** Asks again and again, at once, until it gets a 200. */
const hammer = defineTarget({
  name: 'hammer',
  doc: 'No wait, no limit.',
  vantage: 'driver',
  supports: { stream: false, abort: false, policy: false },
  open: ({ endpoints: [endpoint], transport }) => ({
    chat: async ({ messages }) => {
      for (;;) {
        const body = JSON.stringify({ model: endpoint!.model, messages })
        const url = `${endpoint!.baseURL}/chat/completions`
        const { signal } = new AbortController()
        const response = await transport.send({ method: 'POST', url, headers: {}, body }, { signal })
        for await (const _chunk of response.body);
        if (response.status === 200) return { ok: true, text: '', model: null }
      }
    },
    close: () => Promise.resolve(),
  }),
})

test('a client that hammers without end is stopped, and convicted by what it did', async () => {
  const scenario = scenarios.find(({ name }) => name === 'always-503')!
  const [run] = await rehearse({ targets: [hammer], scenarios: [scenario], worlds: [virtual], seed: 1 })
  expect(run).toMatchObject({ verdict: 'broke', attempts: 20_000 })
  const broken = run!.judged.filter(({ result }) => result.verdict === 'fail').map(({ invariant }) => invariant)
  expect(broken).toContain('every-call-settles')
})
