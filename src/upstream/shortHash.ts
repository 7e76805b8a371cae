import { hash } from 'node:crypto'

/** The first twelve digits of the text's sha256. */
export function shortHash(text: string): string {
  return hash('sha256', text).slice(0, 12)
}
