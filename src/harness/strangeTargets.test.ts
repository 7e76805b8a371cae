import { describe, expect, test } from 'vitest'
import { scenarios } from '../scenarios/index.ts'
import { defineTarget, type OpenTarget } from '../targets/index.ts'
import { rehearse } from './rehearse.ts'
import { virtual } from './worlds/index.ts'

const scenario = scenarios.find(({ name }) => name === 'always-503')!

async function runOf(chat: OpenTarget['chat'], vantage: 'wire' | 'driver' = 'driver') {
  const supports = { stream: false, abort: false, policy: false }
  const open = () => ({ chat, close: () => Promise.resolve() })
  const target = defineTarget({ name: 'strange', doc: 'Does not do what targets do.', vantage, supports, open })
  const [run] = await rehearse({ targets: [target], scenarios: [scenario], worlds: [virtual], seed: 1 })
  return run!
}

describe('a target that does not do what targets do', () => {
  test.each([['hello'], [{ ok: false }], [{ ok: true, text: undefined }], [undefined]])(
    'giving back %j is named as what it is',
    async (outcome) => {
      const run = await runOf(() => Promise.resolve(outcome as never))
      expect(run.verdict).toBe('crashed')
      expect(run.reason).toContain(`the target gave back ${JSON.stringify(outcome) ?? 'nothing'}; expected { ok: true`)
    },
  )

  test('sending nothing through its transport gets no verdict, and never a green one', async () => {
    const run = await runOf(() => new Promise(() => {}), 'wire')
    expect(run.verdict).toBe('no-verdict')
    expect(run.reason).toContain('did the target send through the transport it was given?')
  })
})
