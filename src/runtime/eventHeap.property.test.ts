import fc from 'fast-check'
import { expect, test } from 'vitest'
import { EventHeap, type Due } from './eventHeap.ts'

const inOrder = (a: Due, b: Due) => a.atMs - b.atMs || a.sequence - b.sequence

/** Few different instants, so that many things fall together; null takes the top away. */
const operations = fc.array(fc.option(fc.nat(8), { freq: 3 }), { maxLength: 200 })

test('whatever goes in and out, the top is what a sorted list would give', () => {
  fc.assert(
    fc.property(operations, (steps) => {
      const heap = new EventHeap()
      const sorted: Due[] = []
      steps.forEach((atMs, sequence) => {
        if (atMs === null) {
          expect(heap.pop()).toBe(sorted.shift())
        } else {
          const due: Due = { atMs, sequence, fire: undefined }
          heap.push(due)
          sorted.push(due)
          sorted.sort(inOrder)
        }
        expect(heap.size).toBe(sorted.length)
      })
      while (sorted.length > 0) expect(heap.pop()).toBe(sorted.shift())
      expect(heap.pop()).toBeUndefined()
    }),
  )
})
