import { numberOf } from '../../bench/figure.ts'
import type { Reading } from '../../bench/metrics/benchSummary.ts'
import type { Unit } from '../../bench/metrics/index.ts'
import { messages } from '../../messages/index.ts'

const words = messages.benchReport

/** How a unit is written: what a figure is multiplied by, what stands before it and behind it. */
interface Spelling {
  readonly times: number
  readonly before: string
  readonly behind: string
}

const spellings: Readonly<Record<Unit, Spelling>> = {
  ms: { times: 1, before: '', behind: ' ms' },
  share: { times: 100, before: '', behind: ' %' },
  usd: { times: 1, before: '$', behind: '' },
  perSecond: { times: 1, before: '', behind: '/s' },
  perCall: { times: 1, before: '', behind: '' },
}

const inSeconds: Spelling = { times: 0.001, before: '', behind: ' s' }
/** From here on a reader wants seconds. */
const longMs = 1_000

/** A measured figure with no more digits than its interval supports; a word where there is no honest figure. */
export function figureText(reading: Reading, unit: Unit): string {
  const { state, value, interval, neededN } = reading
  if (state === 'n-too-small') return words.tooFew(neededN)
  if (value === null) return words.notMeasured
  const middle = numberOf(value)
  if (middle === Infinity) return words.infinite
  const spelling = unit === 'ms' && middle >= longMs ? inSeconds : spellings[unit]
  const { times, before, behind } = spelling
  if (interval === null) return `${before}${digits(middle * times, middle * times)}${behind}`
  const [low, high] = interval.map((end) => numberOf(end) * times) as [number, number]
  const shown = middle * times
  const spread = Math.max(high - shown, shown - low)
  // 99.6 % is not 100 %.
  const least = unit === 'share' && spread > 0 ? 1 : 0
  const places = Math.max(
    least,
    placesFor(spread === Infinity || spread === 0 ? shown : spread, spread === Infinity || spread === 0),
  )
  const text = (one: number) => (one === Infinity ? words.infinite : grouped(one, places))
  const [lowText, middleText, highText] = [text(low), text(shown), text(high)]
  if (lowText === highText) return `${before}${middleText}${behind}`
  const isEven = high !== Infinity && Math.abs(high - shown - (shown - low)) <= spread * 0.34
  const around = isEven ? ` ±${grouped(spread, places)}` : ` [${lowText}, ${highText}]`
  return `${before}${middleText}${behind}${around}`
}

/** An exact figure: three digits of it. */
function digits(value: number, size: number): string {
  return grouped(value, placesFor(size, true))
}

/** Decimals: of a spread its first digit, of a figure alone three. */
function placesFor(size: number, isExact: boolean): number {
  if (size === 0) return 0
  // 0.098 is written as 0.1.
  const first = Math.floor(Math.log10(Math.abs(Number(size.toPrecision(isExact ? 3 : 1)))))
  return Math.min(6, Math.max(0, (isExact ? 2 : 0) - first))
}

function grouped(value: number, places: number): string {
  const [whole = '', fraction] = value.toFixed(places).split('.')
  const withCommas = messages.format.number(Number(whole))
  const sign = whole.startsWith('-') && Number(whole) === 0 ? '-' : ''
  return fraction === undefined ? `${sign}${withCommas}` : `${sign}${withCommas}.${fraction}`
}
