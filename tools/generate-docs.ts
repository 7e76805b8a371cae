// Writes docs/{faults,scenarios,invariants,dialects}.md, the tables in docs/client.md and the outputs in README.md from the code
// that they describe, and the JSON Schemas of scripts and reports; tests fail when they are stale.
import { readFileSync, writeFileSync } from 'node:fs'
import { withClientTables } from '../test/support/clientTables.ts'
import { generatedDocs } from '../test/support/generatedDocs.ts'
import { reportJsonSchema } from '../test/support/reportJsonSchema.ts'
import { scriptJsonSchema } from '../test/support/scriptJsonSchema.ts'
import { readReadme, withOutputs } from '../test/support/readme.ts'

for (const { file, content } of generatedDocs()) writeFileSync(new URL(`../docs/${file}`, import.meta.url), content)
const clientPage = new URL('../docs/client.md', import.meta.url)
writeFileSync(clientPage, withClientTables(readFileSync(clientPage, 'utf8')))
writeFileSync(new URL('../README.md', import.meta.url), await withOutputs(readReadme()))
writeFileSync(new URL('../schemas/script.schema.json', import.meta.url), scriptJsonSchema())
writeFileSync(new URL('../schemas/report.schema.json', import.meta.url), reportJsonSchema())
