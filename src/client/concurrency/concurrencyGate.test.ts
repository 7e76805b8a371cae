import { beforeEach, describe, expect, test } from 'vitest'
import { LimitedGate } from './concurrencyGate.ts'

/** A limit that is whatever the test says, from the next release on. */
let next: number
let limit: number
let changes: string[]
let gate: LimitedGate
beforeEach(() => {
  next = limit = 2
  changes = []
  const algorithm = {
    get limit() {
      return limit
    },
    learn: () => void (limit = next),
  }
  gate = new LimitedGate(algorithm, (from, to) => changes.push(`${from} > ${to}`))
})

const release = () => gate.release(0, 'good', 100)
const state = () => [gate.inFlight, gate.waiting, gate.free]

describe('permits', () => {
  test('are free up to the limit', () => {
    expect(gate.free).toBe(true)
    expect([gate.tryAcquire(), gate.tryAcquire(), gate.tryAcquire()]).toEqual([true, true, false])
    expect(state()).toEqual([2, 0, false])
    release()
    expect(state()).toEqual([1, 0, true])
  })

  test('that nobody held cannot be given back', () => {
    expect(release).toThrow('a permit was given back that nobody held')
  })
})

describe('the line', () => {
  test('is not joined where a permit is free', () => {
    const granted: string[] = []
    const leave = gate.join(() => granted.push('a'))
    expect(granted).toEqual(['a'])
    expect(leave()).toBe(false)
    expect(state()).toEqual([1, 0, true])
  })

  test('is served in order, inside the release, and may be left', () => {
    const granted: string[] = []
    gate.tryAcquire()
    gate.tryAcquire()
    gate.join(() => granted.push('a'))
    const leaveB = gate.join(() => granted.push('b'))
    const leaveC = gate.join(() => granted.push('c'))
    expect([leaveB(), leaveB()]).toEqual([true, false])
    release()
    expect(granted).toEqual(['a'])
    release()
    expect(granted).toEqual(['a', 'c'])
    expect(leaveC()).toBe(false)
    expect(state()).toEqual([2, 0, false])
  })

  test('cannot be jumped, not even by whom it just let in', () => {
    const granted: string[] = []
    gate.tryAcquire()
    gate.tryAcquire()
    next = 4
    gate.join(() => granted.push(`a, free ${gate.free}, ${gate.tryAcquire()}`))
    gate.join(() => granted.push('b'))
    release()
    expect(granted).toEqual(['a, free false, false', 'b'])
  })

  test('is still served in order when whoever is let in gives up at once', () => {
    const granted: string[] = []
    gate.tryAcquire()
    gate.tryAcquire()
    for (const name of 'abc') {
      gate.join(() => {
        granted.push(name)
        release()
      })
    }
    release()
    expect(granted).toEqual(['a', 'b', 'c'])
    expect(state()).toEqual([1, 0, true])
  })
})

describe('a limit that changes', () => {
  test('is told before anybody is let in by it', () => {
    gate.tryAcquire()
    gate.tryAcquire()
    for (const name of 'abc') gate.join(() => changes.push(name))
    next = 4
    release()
    expect(changes).toEqual(['2 > 4', 'a', 'b', 'c'])
    release()
    expect(changes).toHaveLength(4)
  })

  test('holds new starts back until what is in flight fits', () => {
    const granted: string[] = []
    next = 3
    gate.tryAcquire()
    release()
    for (let permit = 0; permit < 3; permit += 1) gate.tryAcquire()
    gate.join(() => granted.push('a'))
    next = 1
    release()
    expect([gate.inFlight, gate.limit, granted.length]).toEqual([2, 1, 0])
    release()
    expect(granted).toEqual([])
    release()
    expect(granted).toEqual(['a'])
    expect(changes).toEqual(['2 > 3', '3 > 1'])
  })
})
