// Puts hostile strings into a report of each kind, and reads back with a parser what every output made of it: 100,000 of them, or as
// many as `--strings N` says. BROWNOUT_SEED draws others. Exits with 1 where one of them is more than text.
import { parseArgs } from 'node:util'
import { hostileStrings } from '../test/support/injection/hostileStrings.ts'
import { inject, type OutletFigures } from '../test/support/injection/injected.ts'
import { templates } from '../test/support/injection/templates.ts'
import { seed } from '../test/support/seed.ts'

const { values } = parseArgs({ options: { strings: { type: 'string', default: '100000' } } })
const strings = hostileStrings(Number(values.strings), seed)
const startedMs = performance.now()
const found = Object.entries(templates).flatMap(([kind, template]) => {
  const figures = inject(template, strings)
  for (const one of figures) tell(kind, one)
  return figures
})
const escapes = found.reduce((sum, one) => sum + one.escapes, 0)
const seconds = (performance.now() - startedMs) / 1000
console.log(
  `${strings.length.toLocaleString('en')} hostile strings (seed ${seed}) through ${Object.keys(templates).length} kinds of report: ` +
    `${escapes} escapes, ${seconds.toFixed(1)} s`,
)
process.exitCode = escapes === 0 ? 0 : 1

function tell(kind: string, { outlet, documents, megabytes, escapes: count, firstEscape }: OutletFigures): void {
  const size = `${String(documents).padStart(6)} documents ${megabytes.toFixed(1).padStart(7)} MB`
  console.log(
    `${kind.padEnd(10)} ${outlet.padEnd(14)} ${size}  ${count} escapes${firstEscape === null ? '' : `: ${firstEscape}`}`,
  )
}
