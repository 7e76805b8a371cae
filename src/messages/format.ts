/** How English writes numbers and times; `Intl` is left out so that a report's bytes never depend on the ICU at hand. */
export function number(value: number): string {
  const [whole = '', fraction] = String(Math.abs(value)).split('.')
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, ',')
  return (value < 0 ? '-' : '') + (fraction === undefined ? grouped : `${grouped}.${fraction}`)
}

/** "1 call", "2 calls", "1,106 calls". */
export function count(value: number, one: string, many = `${one}s`): string {
  return `${number(value)} ${value === 1 ? one : many}`
}

/** A length of time at the precision a reader wants: "212 ms", "4.2 s", "1 min 5 s", "1 h 12 min". */
export function duration(ms: number): string {
  if (ms < 100) return `${number(tenths(ms))} ms`
  if (ms < 1000) return `${Math.round(ms)} ms`
  if (ms < 59_950) return `${tenths(ms / 1000)} s`
  const seconds = Math.round(ms / 1000)
  if (seconds < 3600) return pair(Math.floor(seconds / 60), 'min', seconds % 60, 's')
  const minutes = Math.round(seconds / 60)
  return pair(Math.floor(minutes / 60), 'h', minutes % 60, 'min')
}

/** A point in a run: always ms, since that is what rules and headers are written in. */
export function instant(ms: number): string {
  return `${number(tenths(ms))} ms`
}

/** "a", "a and b", "a, b and c", "a, b, c and 4 more". */
export function list(items: readonly string[], most = Infinity): string {
  const shown = items.length > most ? [...items.slice(0, most), `${number(items.length - most)} more`] : items
  if (shown.length < 2) return shown.join('')
  return `${shown.slice(0, -1).join(', ')} and ${shown.at(-1)}`
}

function pair(large: number, largeUnit: string, small: number, smallUnit: string): string {
  const head = `${number(large)} ${largeUnit}`
  return small === 0 ? head : `${head} ${small} ${smallUnit}`
}

function tenths(value: number): number {
  return Math.round(value * 10) / 10
}
