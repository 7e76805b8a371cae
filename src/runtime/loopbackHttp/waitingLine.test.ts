import { expect, test } from 'vitest'
import { WaitingLine } from './waitingLine.ts'

test('first come, first served, however many came and went', () => {
  const line = new WaitingLine<number>()
  const served: (number | undefined)[] = []
  for (let item = 0; item < 10_000; item += 1) {
    line.push(item)
    if (item % 3 !== 0) served.push(line.shift())
  }
  expect(line.length).toBe(10_000 - served.length)
  while (line.length > 0) served.push(line.shift())
  expect(served).toEqual(Array.from({ length: 10_000 }, (_, item) => item))
  expect(line.shift()).toBeUndefined()
})

test('what is cleared is those that still wait', () => {
  const line = new WaitingLine<string>()
  for (const item of ['a', 'b', 'c']) line.push(item)
  expect(line.shift()).toBe('a')
  expect(line.clear()).toEqual(['b', 'c'])
  line.push('d')
  expect([line.length, line.shift(), line.length]).toEqual([1, 'd', 0])
})
