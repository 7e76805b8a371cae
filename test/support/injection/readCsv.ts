/** Reads a CSV file by RFC 4180 and nothing beside it. Throws at the first place that it does not accept. */
export function readCsv(content: string): string[][] {
  const rows: string[][] = []
  let row: string[] = []
  const field = /(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r\n)/gy
  for (let at = 0; at < content.length; at = field.lastIndex) {
    field.lastIndex = at
    const match = field.exec(content)
    if (match === null) throw new Error(`no CSV: ${JSON.stringify(content.slice(at, at + 60))}`)
    const [, quoted, bare, end] = match
    row.push(quoted?.replaceAll('""', '"') ?? bare!)
    if (end === ',') continue
    rows.push(row)
    row = []
  }
  if (row.length > 0) throw new Error('the last line has no end')
  return rows
}

/** What Excel, LibreOffice and Google Sheets may compute when they open it. */
export function isFormula(cell: string): boolean {
  return /^[\s\0]*[=+\-@|%＝＋－＠\t\r]/u.test(cell) && !/^-?[\d.]+(?:e-?\d+)?$/.test(cell)
}
