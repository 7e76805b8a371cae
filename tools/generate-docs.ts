// Writes docs/{faults,scenarios,invariants}.md and the outputs in README.md from the code that they describe; tests fail
// when they are stale.
import { writeFileSync } from 'node:fs'
import { generatedDocs } from '../test/support/generatedDocs.ts'
import { readReadme, withOutputs } from '../test/support/readme.ts'

for (const { file, content } of generatedDocs()) writeFileSync(new URL(`../docs/${file}`, import.meta.url), content)
writeFileSync(new URL('../README.md', import.meta.url), await withOutputs(readReadme()))
