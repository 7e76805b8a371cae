import { visible } from './harmless.ts'

/**
 * One record of a CSV file, with its line break. Text is always quoted, numbers never are, null is nothing. Source: RFC 4180;
 * for formulas OWASP, CSV Injection.
 */
export function csvLine(values: readonly (string | number | null)[]): string {
  return `${values.map(cell).join(',')}\r\n`
}

function cell(value: string | number | null): string {
  if (value === null || value === '') return ''
  if (typeof value === 'number') return String(value)
  return `"${inert(visible(value)).replaceAll('"', '""')}"`
}

/** A spreadsheet computes what begins so, quoted or not, and some skip spaces before it: with an apostrophe it is text. */
function inert(text: string): string {
  return /^\s*[=+\-@|%＝＋－＠]/u.test(text) ? `'${text}` : text
}
