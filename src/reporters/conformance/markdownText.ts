import { visible } from '../harmless.ts'

/** Text from outside that means nothing to Markdown or to the HTML in it, on one line. */
export function text(value: string): string {
  return (
    visible(value)
      .replace(/[\\*_{}[\]()#+!|~>-]/g, (sign, at: number, whole: string) =>
        needsEscape(sign, at, whole) ? `\\${sign}` : sign,
      )
      .replaceAll('&', '&amp;')
      .replaceAll('<', '&lt;')
      .replaceAll('@', '&#64;')
      .replaceAll('`', '&#96;')
      // GitHub makes links of bare addresses.
      .replaceAll('://', ':&#47;&#47;')
      .replace(/www\./gi, 'www&#46;')
  )
}

/** A hyphen or a bracket within a sentence is none of Markdown's business; at a line's start, or before a link, it is. */
function needsEscape(sign: string, at: number, whole: string): boolean {
  if (sign === '-' || sign === '+' || sign === '#' || sign === '>') return at === 0
  if (sign === '(' || sign === ')' || sign === '{' || sign === '}') return false
  if (sign === '!') return whole[at + 1] === '['
  return true
}

/**
 * A span of code. As Markdown has no escape within it, its fence is longer than any within. A cell of a table ends at a `|`
 * whose backslash has a backslash of its own: that one is shown by its number.
 */
export function codeSpan(value: string): string {
  const shown = visible(value).replace(/(\\*)\|/g, (_all, before: string) =>
    before.length % 2 === 0 ? `${before}\\|` : `${before}<U+007C>`,
  )
  const fence = '`'.repeat(longestRun(shown) + 1)
  const edge = shown.startsWith('`') || shown.endsWith('`') || shown === '' ? ' ' : ''
  return `${fence}${edge}${shown}${edge}${fence}`
}

export function codeBlock(lines: readonly string[]): string {
  const shown = lines.map(visible)
  const fence = '`'.repeat(Math.max(3, longestRun(shown.join('\n')) + 1))
  return `${fence}text\n${shown.join('\n')}\n${fence}`
}

function longestRun(value: string): number {
  return Math.max(0, ...(value.match(/`+/g) ?? []).map(({ length }) => length))
}

/** The cells are Markdown already. */
export function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n')
}
