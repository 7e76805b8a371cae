/**
 * Reads Markdown as far as our reports use it: headings, paragraphs, tables, bold and small words, spans and blocks of code, by the rules of
 * CommonMark 0.31 (4.5, fenced code blocks; 6.1, code spans) and GitHub's tables (a cell ends at a `|` that no backslash escapes, spans of code or
 * not). Throws for whatever else means anything: HTML, links, mentions, emphasis, entities that are not ours.
 * Returns the shape: of each line what it is, and how many cells of how many parts it has.
 */
export function readMarkdown(content: string): string[] {
  const lines = content.split('\n')
  const shape: string[] = []
  for (let at = 0; at < lines.length; at += 1) {
    const fence = /^(`{3,})[^`]*$/.exec(lines[at]!)?.[1]
    if (fence === undefined) {
      shape.push(shapeOfLine(lines[at]!))
      continue
    }
    const end = lines.findIndex(
      (line, index) => index > at && new RegExp(`^ {0,3}\`{${fence.length},}\\s*$`).test(line),
    )
    if (end < 0) throw new Error('a block of code that never ends')
    shape.push(`code of ${end - at - 1} lines`)
    at = end
  }
  return shape
}

function shapeOfLine(line: string): string {
  if (line === '') return ''
  const [, heading] = /^(#{2,3}) /.exec(line) ?? []
  if (heading !== undefined) return `${heading} ${partsOf(line.slice(heading.length + 1))}`
  if (line.startsWith('| ')) return `| ${cellsOf(line).map(partsOf).join(' | ')}`
  const [, small] = /^<sub>([^<>]*)<\/sub>$/.exec(line) ?? []
  if (small !== undefined) return `small ${partsOf(small)}`
  const isBold = /^\*\*[^*]+\*\*$/.test(line)
  if (!isBold && /^(?:\s|[>*+~#=-]|\d+[.)]|`{3}|<)/.test(line)) throw new Error(`begins a block: ${line.slice(0, 60)}`)
  return `text ${partsOf(line)}`
}

/** GitHub splits a row before it looks into its cells. */
function cellsOf(line: string): string[] {
  const cells = line.slice(1).match(/(?:\\.|[^|\\]|\\$)*\|/gs) ?? []
  if (cells.join('').length !== line.length - 1) throw new Error(`no row: ${line.slice(0, 60)}`)
  return cells.map((cell) => cell.slice(0, -1).trim().replaceAll('\\|', '|'))
}

function partsOf(text: string): string {
  const parts: string[] = []
  for (let at = 0; at < text.length;) {
    const [fence = ''] = /^`+/.exec(text.slice(at)) ?? []
    if (fence !== '') {
      const close = closeOf(text, at + fence.length, fence.length)
      if (close < 0) throw new Error(`a span that never ends: ${text.slice(at, at + 60)}`)
      parts.push('code')
      at = close + fence.length
      continue
    }
    const next = text.indexOf('`', at)
    const plain = text.slice(at, next < 0 ? text.length : next)
    demandPlain(plain)
    parts.push(plain.startsWith('**') ? 'bold' : 'words')
    at += plain.length
  }
  return parts.join(' ')
}

/** Where a run of backticks of just this length begins. */
function closeOf(text: string, from: number, length: number): number {
  for (const { 0: run, index } of text.slice(from).matchAll(/`+/g)) if (run.length === length) return from + index
  return -1
}

function demandPlain(text: string): void {
  const bare = text
    .replace(/^\*\*([^*]+)\*\*$/, '$1')
    .replaceAll(/\\[!-/:-@[-`{-~]/g, '')
    .replaceAll(/&(?:amp|lt|#64|#96|#47|#46);/g, '')
  if (/[<*_[\]`&~\\]|:\/\/|[wW]{3}\.|@|!\[/.test(bare)) throw new Error(`means something: ${text.slice(0, 80)}`)
}
