import { expect, test } from 'vitest'
import { stackedBars } from './stackedBars.ts'

test('a limit crosses the bars on ground of its own, as a bar may have its colour', () => {
  const { markup } = stackedBars({
    id: 'chart',
    title: 'Losses',
    description: 'What is left.',
    parts: [{ name: '', ink: 's1' }],
    bars: [{ name: 'a', total: '2/s', parts: [{ part: 0, value: 2, says: '2/s' }] }],
    limit: { at: 1, name: 'demand' },
  })
  const [bar, ground, limit] = ['<rect', 'stroke="#ffffff"', 'stroke-dasharray'].map((part) => markup.indexOf(part))
  expect(bar).toBeGreaterThan(0)
  expect(ground).toBeGreaterThan(bar!)
  expect(limit).toBeGreaterThan(ground!)
})
