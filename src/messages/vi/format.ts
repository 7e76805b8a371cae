import { number } from '../format.ts'

/** "1 lời gọi", "1,106 lời gọi": Vietnamese has no plural. Numbers stay as report.json, the config and gates write them. */
export function count(value: number, what: string): string {
  return `${number(value)} ${what}`
}

/** "a", "a và b", "a, b và c", "a, b, c và 4 mục nữa". */
export function list(items: readonly string[], most = Infinity): string {
  const shown = items.length > most ? [...items.slice(0, most), `${number(items.length - most)} mục nữa`] : items
  if (shown.length < 2) return shown.join('')
  return `${shown.slice(0, -1).join(', ')} và ${shown.at(-1)}`
}
