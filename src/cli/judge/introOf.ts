import { messages } from '../../messages/index.ts'
import type { Arguments } from '../commandLine.ts'
import type { Plan } from '../plan.ts'
import { isNode } from './bend.ts'
import type { Program, Spoken } from './goodDay.ts'

const words = messages.cli.judge

/** What is about to be done, and what cannot be seen so: a sentence each. */
export function introOf({ flags }: Arguments, plan: Plan, program: Program, spoken: Spoken): string[] {
  const speaks = spoken.protocol === 'lines'
  const { stream = false, abort = false } = spoken.supports ?? {}
  const abilities = [...(stream ? ['stream'] : []), ...(abort ? ['abort'] : [])]
  return [
    words.intro(plan.scenarios.length, speaks, plan.atOnce ?? 1, plan.seed),
    ...(speaks ? [words.supports(abilities)] : []),
    ...((program.named ?? []).length === 0 ? [words.oneBaseURL] : []),
    ...(flags.gc === true && !isNode(program.command) ? [words.gcIsNode(program.command)] : []),
  ]
}
