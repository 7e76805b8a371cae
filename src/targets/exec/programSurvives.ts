import type { EventOf, ProgramDeed } from '../../history/index.ts'
import { defineInvariant, Findings } from '../../invariants/index.ts'

const deadly: ReadonlySet<ProgramDeed> = new Set(['crashed', 'flooded'])

/** A rule of programs alone: a client in this process cannot be gone while it is asked. */
export const programSurvives = defineInvariant({
  name: 'program-survives',
  number: 100,
  requirement: 'A program that is asked is there until it has answered: its provider’s bad day does not end it.',
  source: 'Twelve-Factor App, IX; an unhandled rejection ends Node, an uncaught exception Python',
  strength: 'must',
  vantage: 'wire',
  check({ events }) {
    const findings = new Findings()
    const noted = events.filter((event): event is EventOf<'program-noted'> => event.type === 'program-noted')
    for (const event of events) if (event.type === 'call-ended') findings.checked()
    for (const event of noted) if (deadly.has(event.what)) findings.violated(event.text, event)
    return findings.verdict('no call of it ended')
  },
})
