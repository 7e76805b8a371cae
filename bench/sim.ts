// What the virtual world costs: random cases a second, CPU per attempt beyond the client's own and how it grows, memory
// of a long run, two threads against one, and the same storm on real sockets in the same run.
//
//   --quick                  fewer rounds, for a first look
//   --only cases,growth      some of the parts
import { parseArgs } from 'node:util'
import { cases } from './sim/cases.ts'
import { Figures } from './sim/figures.ts'
import { fleet } from './sim/fleet.ts'
import { growth } from './sim/growth.ts'
import { hour } from './sim/hour.ts'
import { onSockets, storms } from './sim/storms.ts'
import { workers } from './sim/workers.ts'
import { chosenParts } from './chosenParts.ts'
import { printMachine } from './machine.ts'

const { values } = parseArgs({ options: { quick: { type: 'boolean', default: false }, only: { type: 'string' } } })
const { quick } = values

const parts: Readonly<Record<string, (figures: Figures) => Promise<void>>> = {
  cases: (figures) =>
    cases(
      figures,
      quick ? { warmUp: 0, rounds: 3, casesPerRound: 1_000 } : { warmUp: 20_000, rounds: 7, casesPerRound: 3_000 },
    ),
  storms: (figures) => storms(figures, { rounds: quick ? 5 : 25 }),
  growth,
  hour,
  fleet: (figures) => fleet(figures, { instances: quick ? 100 : 1_000 }),
  workers: (figures) => workers(figures, { rounds: quick ? 5 : 25 }),
  sockets: onSockets,
}

const chosen = chosenParts(parts, values.only)

printMachine('undici')
console.log('CPU is that of the whole process, all its threads.')
const figures = new Figures()
for (const [, part] of chosen) await part(figures)
process.exitCode = figures.conclude() ? 0 : 1
