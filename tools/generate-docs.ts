// Writes docs/{faults,scenarios,invariants,dialects}.md, the tables in docs/client.md and the outputs in README.md and docs/vi from the code
// that they describe, and the JSON Schemas of scripts and reports; tests fail when they are stale.
import { readFileSync, writeFileSync } from 'node:fs'
import { withClientTables } from '../test/support/clientTables.ts'
import { generatedDocs } from '../test/support/generatedDocs.ts'
import { reportJsonSchema } from '../test/support/reportJsonSchema.ts'
import { scriptJsonSchema } from '../test/support/scriptJsonSchema.ts'
import { pagesWithOutputs, readPage, withOutputs } from '../test/support/readme.ts'

for (const { file, content } of generatedDocs()) writeFileSync(new URL(`../docs/${file}`, import.meta.url), content)
const clientPage = new URL('../docs/client.md', import.meta.url)
writeFileSync(clientPage, withClientTables(readFileSync(clientPage, 'utf8')))
for (const page of pagesWithOutputs) {
  writeFileSync(new URL(`../${page}`, import.meta.url), await withOutputs(readPage(page)))
}
writeFileSync(new URL('../schemas/script.schema.json', import.meta.url), scriptJsonSchema())
writeFileSync(new URL('../schemas/report.schema.json', import.meta.url), reportJsonSchema())
