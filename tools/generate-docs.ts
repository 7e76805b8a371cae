// Writes docs/{faults,scenarios,invariants}.md from the code that they describe; a test fails when they are stale.
import { writeFileSync } from 'node:fs'
import { generatedDocs } from '../test/support/generatedDocs.ts'

for (const { file, content } of generatedDocs()) writeFileSync(new URL(`../docs/${file}`, import.meta.url), content)
