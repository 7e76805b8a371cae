import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { ConformanceTable } from '../../src/harness/conformance/table.ts'
import { conformanceHtml } from '../../src/reporters/conformance/html.ts'
import { conformanceMarkdown } from '../../src/reporters/conformance/markdown.ts'

/** The table, and what is drawn from it. */
export function filesOf(table: ConformanceTable): { file: string; content: string }[] {
  return [
    { file: 'conformance.json', content: `${JSON.stringify(table, null, 1)}\n` },
    { file: 'conformance.md', content: conformanceMarkdown(table) },
    { file: 'conformance.html', content: conformanceHtml(table) },
  ]
}

/** The table that was written before; undefined if there is none. */
export function tableIn(folder: string): ConformanceTable | undefined {
  try {
    return JSON.parse(readFileSync(join(folder, 'conformance.json'), 'utf8')) as ConformanceTable
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined
    throw error
  }
}

export function writeTable(folder: string, table: ConformanceTable): void {
  for (const { file, content } of filesOf(table)) writeFileSync(join(folder, file), content)
}
