import { describe, expect, test } from 'vitest'
import type { Reading } from '../../bench/metrics/benchSummary.ts'
import type { Unit } from '../../bench/metrics/index.ts'
import { figureText } from './figureText.ts'

const measured = (value: Reading['value'], interval: Reading['interval'] = null): Reading => ({
  state: 'measured',
  value,
  interval,
  n: 100,
  effectiveN: null,
  neededN: null,
})

describe('a figure has no more digits than its interval supports', () => {
  test.each<[story: string, value: Reading['value'], interval: Reading['interval'], unit: Unit, text: string]>([
    ['even', 412.345, [394.2, 430.1], 'ms', '412 ms ±18'],
    ['even, tight', 30.14, [29.9, 30.4], 'ms', '30.1 ms ±0.3'],
    ['uneven', 62, [57, 71], 'ms', '62 ms [57, 71]'],
    ['in seconds', 3_298, [2_813, 3_911], 'ms', '3.3 s ±0.6'],
    ['without an upper end', 690, [600, 'Infinity'], 'ms', '690 ms [600, ∞]'],
    ['of failures', 'Infinity', ['Infinity', 'Infinity'], 'ms', '∞'],
    ['exact', 1, [1, 1], 'perCall', '1.00'],
    ['exact and large', 1_234.5, null, 'perSecond', '1,235/s'],
    ['a share', 0.995, [0.985, 0.999], 'share', '99.5 % [98.5, 99.9]'],
    ['money', 0.5312, [0.52, 0.5425], 'usd', '$0.53 ±0.01'],
    ['nothing', 0, [0, 0], 'share', '0 %'],
  ])('%s', (_story, value, interval, unit, text) => {
    expect(figureText(measured(value, interval), unit)).toBe(text)
  })

  test('and where there is no honest one, a word', () => {
    const none = { ...measured(null), state: 'n-too-small', neededN: 368 } as const
    expect(figureText(none, 'ms')).toBe('needs 368 calls')
    expect(figureText({ ...none, state: 'not-measured' }, 'ms')).toBe('-')
  })
})
