import { describe, expect, test } from 'vitest'
import { createRandom } from '../../../runtime/index.ts'
import { compileRoute, route } from '../index.ts'

/** The tutorial's load balancer. */
const weights = { 'deepseek-chat': 100, 'moonshot-v1-8k': 50, 'abab6-chat': 65 }
const ids = Object.keys(weights)
const draws = 30_000

/** How often each order came, with one stream per call as the client deals them. */
function tally(members: readonly { id: string; weight: number }[]): Map<string, number> {
  const compiled = compileRoute(route.balance({ strategy: 'weighted', members }), ids)
  const facts = { price: () => null, latencyMs: () => undefined, inFlight: () => 0 }
  const random = createRandom(20261123)
  const counts = new Map<string, number>()
  for (let call = 0; call < draws; call += 1) {
    const key = compiled.order(facts, 0, random.stream(call, 'route')).join()
    counts.set(key, (counts.get(key) ?? 0) + 1)
  }
  return counts
}

function chiSquare(observed: readonly number[], shares: readonly number[]): number {
  return observed.reduce(
    (sum, count, index) => sum + (count - shares[index]! * draws) ** 2 / (shares[index]! * draws),
    0,
  )
}

const members = ids.map((id) => ({ id, weight: weights[id as keyof typeof weights] }))
const total = 100 + 50 + 65

describe('the tutorial’s weights 100, 50, 65', () => {
  const counts = tally(members)

  test('share the first places in proportion', () => {
    const first = [0, 1, 2].map((endpoint) =>
      [...counts].reduce((sum, [order, count]) => sum + (order.startsWith(`${endpoint}`) ? count : 0), 0),
    )
    // Two degrees of freedom: 13.8 is exceeded once in a thousand by chance.
    expect(chiSquare(first, [100 / total, 50 / total, 65 / total])).toBeLessThan(13.8)
  })

  test('and the places behind a member that fails', () => {
    const parts = [100, 50, 65]
    const orders = ['0,1,2', '0,2,1', '1,0,2', '1,2,0', '2,0,1', '2,1,0']
    const shares = orders.map((order) => {
      const [first, second] = order.split(',').map((endpoint) => parts[Number(endpoint)]!)
      return (first! / total) * (second! / (total - first!))
    })
    // Five degrees of freedom: 20.5 is exceeded once in a thousand by chance.
    expect(
      chiSquare(
        orders.map((order) => counts.get(order) ?? 0),
        shares,
      ),
    ).toBeLessThan(20.5)
  })
})

test('the test can fail: equal weights are not 100, 50, 65', () => {
  const counts = tally(members.map(({ id }) => ({ id, weight: 1 })))
  const first = [0, 1, 2].map((endpoint) =>
    [...counts].reduce((sum, [order, count]) => sum + (order.startsWith(`${endpoint}`) ? count : 0), 0),
  )
  expect(chiSquare(first, [100 / total, 50 / total, 65 / total])).toBeGreaterThan(1_000)
})
