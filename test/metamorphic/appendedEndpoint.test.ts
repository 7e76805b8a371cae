import { expect, test } from 'vitest'
import { told, troubledCall, type Day } from '../support/oneCall.ts'
import { holds } from '../support/property.ts'

/** The day with one more endpoint at the end of the chain, at a place and with a key of its own, that is always well. */
function withHealthy(day: Day): Day {
  const { models, origins } = day.upstream
  const harbour = { serves: ['healthy'], credential: 'healthy' }
  return { ...day, upstream: { models: { ...models, healthy: [] }, origins: { ...origins, harbour } } }
}

/** In a chain. A balance deals the endpoints anew for one more of them, and may then meet what refuses the request. */
const chained = troubledCall.map((day): Day => {
  const { balance: _, ...declared } = day.declared
  return { ...day, declared }
})

test('a healthy endpoint at the end of the chain costs no answer, whatever the day', () =>
  holds(chained, { runs: 1_000, tested: 0.3 }, async (day) => {
    const alone = await told(day)
    if (!alone.answered) return false
    const accompanied = await told(withHealthy(day))
    expect(accompanied.answered, JSON.stringify([alone.events, accompanied.events])).toBe(true)
    return true
  }))

/** If a call goes there at all, it is not in vain: the answer comes at once, unless the deadline is nearer than that. */
test('and what went wrong without it goes well with it, where the call comes to it in time', () =>
  holds(chained, { runs: 500, tested: 0.1 }, async (day) => {
    const { call, answered, events } = await told(withHealthy(day))
    const last = call.exchanges.at(-1)
    if (last?.started.model !== 'healthy' || day.declared.deadlineMs - last.started.at < longestAnswerMs) return false
    expect(answered, JSON.stringify(events)).toBe(true)
    return true
  }))

/** A healthy stream takes nine pauses of 5 ms. */
const longestAnswerMs = 50
