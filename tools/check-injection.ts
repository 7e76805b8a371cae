// Puts hostile strings into a report of each kind and asks a server for them, and reads back with a parser what came out: 100,000 of them, or as
// many as `--strings N` says. BROWNOUT_SEED draws others. Exits with 1 where one of them is more than text.
import { parseArgs } from 'node:util'
import { hostileStrings } from '../test/support/injection/hostileStrings.ts'
import { comparisonOutlets } from '../test/support/injection/comparisonOutlets.ts'
import { comparisonTemplate } from '../test/support/injection/comparisonTemplate.ts'
import { inject, type OutletFigures } from '../test/support/injection/injected.ts'
import { injectShow } from '../test/support/injection/injectShow.ts'
import { reportOutlets } from '../test/support/injection/reportOutlets.ts'
import { templates } from '../test/support/injection/templates.ts'
import { seed } from '../test/support/seed.ts'

const { values } = parseArgs({ options: { strings: { type: 'string', default: '100000' } } })
const strings = hostileStrings(Number(values.strings), seed)
const startedMs = performance.now()
const found = Object.entries(templates).flatMap(([kind, template]) => {
  const figures = inject(template, reportOutlets, strings)
  for (const one of figures) tell(kind, one)
  return figures
})
const compared = inject(comparisonTemplate(), comparisonOutlets, strings)
for (const one of compared) tell('comparison', one)
const shown = await injectShow(strings)
tell('server', shown)
const escapes = [...found, ...compared, shown].reduce((sum, one) => sum + one.escapes, 0)
const seconds = (performance.now() - startedMs) / 1000
console.log(
  `${strings.length.toLocaleString('en')} hostile strings (seed ${seed}) through ${Object.keys(templates).length} kinds of report, a comparison and a server: ` +
    `${escapes} escapes, ${seconds.toFixed(1)} s`,
)
process.exitCode = escapes === 0 ? 0 : 1

function tell(kind: string, { outlet, documents, megabytes, escapes: count, firstEscape }: OutletFigures): void {
  const size = `${String(documents).padStart(6)} documents ${megabytes.toFixed(1).padStart(7)} MB`
  console.log(
    `${kind.padEnd(10)} ${outlet.padEnd(14)} ${size}  ${count} escapes${firstEscape === null ? '' : `: ${firstEscape}`}`,
  )
}
