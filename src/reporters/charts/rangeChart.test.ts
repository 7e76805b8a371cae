import { expect, test } from 'vitest'
import { arrowHead } from './arrow.ts'
import { rangeChart } from './rangeChart.ts'

/** One row with one range of the second kind, drawn for a screen. */
function drawn(high: number): string {
  const { markup } = rangeChart({
    id: 'chart',
    title: 'Models',
    description: 'Models beside each other.',
    x: { label: 'time', kind: 'log', low: 1, high: 10, format: String },
    kinds: ['p50', 'p95'],
    rows: [{ name: 'a', ranges: [{ kind: 1, value: 3, low: 2, high, says: 'p95' }] }],
  })
  return markup.slice(0, markup.indexOf('class="narrow"'))
}
const head = /M[\d.]+,[\d.]+L[\d.]+,[\d.]+L[\d.]+,[\d.]+/

test('an interval beyond the axis ends in an arrow, not as if the axis were its end', () => {
  expect(drawn(Infinity)).toMatch(head)
  expect(drawn(10)).not.toMatch(head)
  expect(arrowHead(10, 20, 1)).toMatch(head)
})

test('kinds that no row has stand in no legend', () => {
  expect(drawn(10)).toContain('>p95</text>')
  expect(drawn(10)).not.toContain('>p50</text>')
})
