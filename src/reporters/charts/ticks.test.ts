import { describe, expect, test } from 'vitest'
import { scaleOf, type Axis } from './axis.ts'
import { widthOf } from './draw.ts'
import { ticksAcross } from './ticks.ts'

const seconds: Axis = { label: 'time', kind: 'linear', low: 0, high: 1_200, format: (at) => `${at} s` }
const latency: Axis = { label: 'latency', kind: 'log', low: 100, high: 1_000, format: (ms) => `${ms} ms` }
const named: Axis = { ...latency, ticks: [100, 110, 500, 1_000] }

describe('ticks across a picture', () => {
  test.each([
    ['linear', seconds],
    ['logarithmic', latency],
    ['named', named],
  ])('of a %s axis keep their names apart, be it a screen or a phone', (_, axis) => {
    for (const right of [120, 240, 620]) {
      const toX = scaleOf(axis, [0, right])
      const ticks = ticksAcross(axis, toX)
      expect(ticks.length).toBeGreaterThan(1)
      ticks.slice(1).forEach((tick, index) => {
        const before = ticks[index]!
        const room = toX(tick) - toX(before) - (widthOf(axis.format(tick)) + widthOf(axis.format(before))) / 2
        expect(room).toBeGreaterThan(0)
      })
    }
  })

  test('are fewer where there is less room', () => {
    const across = (right: number) => ticksAcross(seconds, scaleOf(seconds, [0, right])).length
    expect(across(240)).toBeLessThan(across(620))
  })
})
