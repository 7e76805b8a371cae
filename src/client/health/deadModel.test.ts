import { expect, test } from 'vitest'
import { onVirtualNetwork } from '../../../test/support/clientStage.ts'
import { catalogue, defaultOrigin, during } from '../../faults/index.ts'
import { createRandom } from '../../runtime/index.ts'
import { decisions } from '../decisions.ts'
import { Secret } from '../secret.ts'
import { defaultHealth, type HealthPolicy } from './healthPolicy.ts'
import { HealthProbes } from './healthProbes.ts'
import { probeChat } from './probeChat.ts'
import { probeModels } from './probeModels.ts'

const models = ['main', 'spare', 'third']
const minuteMs = 60_000

/** Ten minutes behind one gateway; `fault` befalls one of its three models in the minutes 3 to 6. */
async function tenMinutes(kind: HealthPolicy['probe'], fault = catalogue.serverError({})) {
  const script = { models: { main: [during(3 * minuteMs, 6 * minuteMs, fault)], spare: [], third: [] } }
  const changes: { endpoint: number; healthy: boolean; minute: number; reason: string }[] = []
  let tokens = 0
  await onVirtualNetwork(script, async ({ clock, transport }) => {
    const policy: HealthPolicy = { ...defaultHealth, probe: kind }
    const ask = kind === 'chat' ? probeChat : probeModels
    const endpoints = models.map((model) => ({
      url: `https://${defaultOrigin}.test/v1/chat/completions`,
      model,
      secret: new Secret(`sk-${defaultOrigin}`),
    }))
    const probes = new HealthProbes(endpoints.length, policy, {
      clock,
      random: createRandom(1),
      probe: async (endpoint, signal) => {
        const limits = { timeoutMs: policy.timeoutMs, signal }
        const result = await ask({ clock, transport, decisions }, endpoints[endpoint]!, limits)
        tokens += result.usage?.total_tokens ?? 0
        return result
      },
      onChange: (endpoint, healthy, reason) =>
        changes.push({ endpoint, healthy, minute: clock.now() / minuteMs, reason }),
    })
    probes.start()
    await clock.sleep(10 * minuteMs)
    await probes.close()
    expect(clock.pending()).toBe(0)
    expect(transport.busySockets()).toBe(0)
  })
  return { changes, tokens }
}

test('a single dead model is found by the chat probe, and so is its recovery', async () => {
  const { changes, tokens } = await tenMinutes('chat')
  expect(changes).toMatchObject([
    { endpoint: 0, healthy: false, reason: expect.stringContaining('server_error (http_500)') as string },
    { endpoint: 0, healthy: true, reason: 'ok' },
  ])
  const [death, recovery] = changes
  expect(death!.minute - 3).toBeLessThan(1.1)
  expect(recovery!.minute - 6).toBeLessThan(1.1)
  expect(tokens).toBeGreaterThan(0)
})

test('one that says nothing at all is found by the time limit', async () => {
  const { changes } = await tenMinutes('chat', catalogue.noHeaders({}))
  expect(changes.map(({ endpoint, healthy, reason }) => [endpoint, healthy, reason])).toEqual([
    [0, false, 'timeout (probe): no answer within 10000 ms'],
    [0, true, 'ok'],
  ])
})

test('one that is over its limits is left as it was', async () => {
  expect((await tenMinutes('chat', catalogue.rateLimit({}))).changes).toEqual([])
})

test('while the list of models is green all the time', async () => {
  expect(await tenMinutes('models')).toEqual({ changes: [], tokens: 0 })
})
