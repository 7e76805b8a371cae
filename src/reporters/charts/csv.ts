import { visible } from '../harmless.ts'
import type { DataTable } from './figure.ts'

/** RFC 4180. A cell that a spreadsheet would take for a formula gets an apostrophe before it (OWASP, CSV injection). */
export function csvOf({ columns, rows }: DataTable): string {
  return [columns, ...rows].map((row) => `${row.map(cellOf).join(',')}\r\n`).join('')
}

function cellOf(text: string): string {
  const shown = visible(text)
  const isNumber = /^-?[\d.,]+$/.test(shown)
  const safe = !isNumber && /^\s*[=+\-@|%]/.test(shown) ? `'${shown}` : shown
  return /[",\r\n;]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}
