import { beforeEach, describe, expect, test } from 'vitest'
import { CircuitBreaker } from './circuitBreaker.ts'

const policy = { failureRatio: 0.5, minSamples: 4, windowMs: 1_000, openMs: 500, slowCallMs: Infinity }

let changes: string[]
let breaker: CircuitBreaker
beforeEach(() => {
  changes = []
  breaker = new CircuitBreaker(policy, (from, to) => changes.push(`${from} > ${to}`))
})

/** Attempts that start and end at the same instant: f failed, g good, s silent. */
function attempts(atMs: number, outcomes: string): void {
  for (const outcome of outcomes) {
    const health = outcome === 'f' ? 'failed' : outcome === 'g' ? 'good' : 'silent'
    breaker.settle(atMs, breaker.admit(atMs), health)
  }
}

describe('it opens', () => {
  test.each([
    ['half of four', 'ggff', true],
    ['the first four, all bad', 'ffff', true],
    ['three are too few to tell', 'fff', false],
    ['less than half', 'gggff', false],
    ['silent outcomes are no samples', 'fffssssss', false],
    ['nor do they dilute', 'fssssgffs', true],
    ['never with an answer, be it the one that makes them enough', 'fffg', false],
    ['but with the next failure', 'fffgf', true],
  ])('%s: %s', (_story, outcomes, opens) => {
    attempts(0, outcomes)
    expect(changes).toEqual(opens ? ['closed > open'] : [])
    expect(breaker.earliest(0)).toBe(opens ? 500 : 0)
  })

  test('not on what the window has forgotten', () => {
    attempts(0, 'fff')
    attempts(1_001, 'ggff')
    expect(changes).toEqual(['closed > open'])
    changes.length = 0
    breaker = new CircuitBreaker(policy, (from, to) => changes.push(`${from} > ${to}`))
    attempts(0, 'fff')
    attempts(1_001, 'gggf')
    expect(changes).toEqual([])
  })

  test('and what was under way when it opened changes nothing', () => {
    const late = breaker.admit(0)
    attempts(0, 'ffff')
    breaker.settle(10, late, 'good')
    breaker.settle(10, late, 'failed')
    expect(changes).toEqual(['closed > open'])
    expect(breaker.earliest(10)).toBe(500)
  })
})

describe('half-open', () => {
  beforeEach(() => {
    attempts(0, 'ffff')
    changes.length = 0
  })

  test('lets one probe through, and nobody else while it is under way', () => {
    expect(breaker.earliest(499)).toBe(500)
    expect(breaker.earliest(500)).toBe(500)
    expect(breaker.admit(500)).toBe(true)
    expect(breaker.earliest(600)).toBe(Infinity)
    expect(changes).toEqual(['open > half-open'])
  })

  test('a good probe closes it, and the past is forgotten', () => {
    attempts(500, 'g')
    attempts(500, 'fff')
    expect(changes).toEqual(['open > half-open', 'half-open > closed'])
    expect(breaker.earliest(500)).toBe(500)
  })

  test('a bad probe opens it for as long again, from then on', () => {
    breaker.settle(700, breaker.admit(600), 'failed')
    expect(changes).toEqual(['open > half-open', 'half-open > open'])
    expect(breaker.earliest(700)).toBe(1_200)
  })

  test('a probe that says nothing gives its place to the next', () => {
    attempts(500, 's')
    expect(changes).toEqual(['open > half-open'])
    expect(breaker.earliest(500)).toBe(500)
    expect(breaker.admit(500)).toBe(true)
  })
})
