import { describe, expect, test } from 'vitest'
import { createRandom, freshSeed, systemRandom } from './random.ts'

const draw = (stream: () => number, count = 5) => Array.from({ length: count }, () => stream())

describe('chance by identity', () => {
  test('the same seed and key deal the same numbers', () => {
    expect(draw(createRandom(7).stream('jitter', 1))).toEqual(draw(createRandom(7).stream('jitter', 1)))
  })

  test('other seeds and other keys deal others', () => {
    const first = ([seed, ...key]: [number, ...(string | number)[]]) => createRandom(seed).stream(...key)()
    const keys: [number, ...(string | number)[]][] = [[7, 'a', 1], [8, 'a', 1], [7, 'b', 1], [7, 'a', 2], [7, 'a'], [7]]
    expect(new Set(keys.map(first)).size).toBe(keys.length)
  })

  test('what one draws never re-deals another', () => {
    const random = createRandom(7)
    const alone = draw(random.stream('b'))
    const [a, b] = [random.stream('a'), random.stream('b')]
    const interleaved = alone.map(() => {
      a()
      a()
      return b()
    })
    expect(interleaved).toEqual(alone)
  })

  test('numbers lie in [0, 1) and spread evenly over streams as well as within one', () => {
    const random = createRandom(3)
    const within = draw(random.stream('one'), 10_000)
    const across = Array.from({ length: 10_000 }, (_, call) => random.stream('call', call)())
    for (const numbers of [within, across]) {
      expect(numbers.every((number) => number >= 0 && number < 1)).toBe(true)
      const tenths = Array.from(
        { length: 10 },
        (_, tenth) => numbers.filter((x) => Math.floor(x * 10) === tenth).length,
      )
      // Binomial: 1,000 expected in each tenth, standard deviation 30.
      for (const count of tenths) expect(Math.abs(count - 1_000)).toBeLessThan(5 * 30)
    }
  })
})

test('what is dealt stays as it is: recorded runs and tokens are of it', () => {
  const random = createRandom(7)
  const first = [random.stream()(), random.stream('a')(), random.stream('exchange', 'one', 12, 0, 'pace gaps')()]
  expect(first).toEqual([0.4989334635902196, 0.7494136069435626, 0.5955654873978347])
  expect(random.identity('call', 1)).toBe('512fe48225dfc440c3c4f008a492409a')
  expect(random.identity('é', 'x'.repeat(40), -1.5)).toBe('a16cb8f85a139aa97a9b0b4a3c0d8ee8')
})

describe('identities', () => {
  test('are 32 hex digits, the same for the same seed and key', () => {
    const identity = createRandom(7).identity('call', 1)
    expect(identity).toMatch(/^[0-9a-f]{32}$/)
    expect(createRandom(7).identity('call', 1)).toBe(identity)
  })

  test('and nobody else’s', () => {
    const random = createRandom(7)
    const names = Array.from({ length: 20_000 }, (_, call) => random.identity('call', call))
    expect(new Set(names).size).toBe(names.length)
    expect(createRandom(8).identity('call', 1)).not.toBe(random.identity('call', 1))
  })
})

describe('chance for production', () => {
  test('repeats nothing', () => {
    expect(systemRandom.stream('a')()).not.toBe(systemRandom.stream('a')())
    expect(systemRandom.identity('a')).toMatch(/^[0-9a-f]{32}$/)
    expect(systemRandom.identity('a')).not.toBe(systemRandom.identity('a'))
  })

  test('a fresh seed is a number that a token can carry', () => {
    for (let count = 0; count < 100; count += 1) expect(freshSeed().toString(36)).toMatch(/^[0-9a-z]{1,5}$/)
  })
})
