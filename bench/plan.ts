// What a capacity plan costs and whether it is true: 24 virtual hours of three models with quotas and an outage at eight loads,
// the most load that fits beside what theory says, and beside the same search on real sockets.
//
//   --only day,theory,sockets    some of the parts
import { parseArgs } from 'node:util'
import { chosenParts } from './chosenParts.ts'
import { printMachine } from './machine.ts'
import { day } from './plan/day.ts'
import { sockets } from './plan/sockets.ts'
import { theory } from './plan/theory.ts'

const { values } = parseArgs({ options: { only: { type: 'string' } } })
/** Each prints its figures, and says whether what is owed was held. */
const parts: Readonly<Record<string, () => Promise<boolean>>> = { day, theory, sockets }
const chosen = chosenParts(parts, values.only)

printMachine('undici')
let held = true
for (const [, part] of chosen) held = (await part()) && held
process.exitCode = held ? 0 : 1
