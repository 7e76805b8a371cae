// Draws the sample charts of docs/img, which are the golden pictures of the tests too: the same bytes on every machine of a kind.
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { png } from '../src/reporters/png/png.ts'
import { chartedReports } from '../test/support/chartedReport.ts'

const folder = join(import.meta.dirname, '../docs/img')

mkdirSync(folder, { recursive: true })
for (const { file, content } of chartedReports().flatMap((report) => png.render(report))) {
  writeFileSync(join(folder, file), content, 'base64')
  console.log(`docs/img/${file}`)
}
