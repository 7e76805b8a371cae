import { visible } from '../../harmless.ts'

/** A model's name as it fits into a legend; it comes from outside. */
export function named(name: string): string {
  const shown = visible(name)
  return shown.length <= 36 ? shown : `${shown.slice(0, 35)}…`
}
