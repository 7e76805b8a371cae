import { expect, test, vi } from 'vitest'
import { told, troubledCall, type Day, type Told } from '../support/oneCall.ts'
import { holds } from '../support/property.ts'

vi.setConfig({ testTimeout: 120_000 })

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

/** A healthy stream takes nine pauses of 5 ms. */
const longestAnswerMs = 50

/** The call came to the healthy endpoint when there was no time left even for a good answer. */
function cameTooLate({ call }: Told, { declared }: Day): boolean {
  const last = call.exchanges.at(-1)
  return last?.started.model === 'healthy' && declared.deadlineMs - last.started.at < longestAnswerMs
}

test('a healthy endpoint at the end of the chain costs no answer, whatever the day', () =>
  holds(chained, { runs: 1_000, tested: 0.3 }, async (day) => {
    const alone = await told(day)
    if (!alone.answered) return false
    const accompanied = await told(withHealthy(day))
    const excused = cameTooLate(accompanied, day)
    expect(accompanied.answered || excused, JSON.stringify([alone.events, accompanied.events])).toBe(true)
    return true
  }))

test('and what goes to it goes well', () =>
  holds(chained, { runs: 500, tested: 0.1 }, async (day) => {
    const accompanied = await told(withHealthy(day))
    const wentThere = accompanied.call.exchanges.at(-1)?.started.model === 'healthy'
    if (!wentThere || cameTooLate(accompanied, day)) return false
    expect(accompanied.answered, JSON.stringify(accompanied.events)).toBe(true)
    return true
  }))
