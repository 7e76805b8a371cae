import { nearest } from '../messages/nearest.ts'
import { Problem } from '../harness/problem.ts'
import { messages } from '../messages/index.ts'
import type { Arguments, Grammar } from './commandLine.ts'
import type { ExitCode } from './exitCodes.ts'
import type { Io } from './io.ts'

/** One command: what it takes, and how it is done. */
export interface Command {
  readonly grammar: Grammar
  run(args: Arguments, io: Io): Promise<ExitCode>
}

/** A file each; loaded when it is asked for. */
const loaders = {
  test: async () => (await import('./commands/test.ts')).test,
  bench: async () => (await import('./commands/bench.ts')).bench,
  report: async () => (await import('./commands/report.ts')).report,
  show: async () => (await import('./commands/show.ts')).show,
  resume: async () => (await import('./commands/resume.ts')).resume,
  judge: async () => (await import('./commands/judge.ts')).judge,
  explore: async () => (await import('./commands/explore.ts')).explore,
  replay: async () => (await import('./commands/replay.ts')).replay,
  plan: async () => (await import('./commands/plan.ts')).plan,
  serve: async () => (await import('./commands/serve.ts')).serve,
  record: async () => (await import('./commands/record.ts')).record,
  list: async () => (await import('./commands/list.ts')).list,
  merge: async () => (await import('./commands/merge.ts')).merge,
  compare: async () => (await import('./commands/compare.ts')).compare,
  claims: async () => (await import('./commands/claims.ts')).claims,
  doctor: async () => (await import('./commands/doctor.ts')).doctor,
  prices: async () => (await import('./commands/prices.ts')).prices,
  help: async () => (await import('./commands/help.ts')).help,
  completion: async () => (await import('./commands/completion.ts')).completion,
} satisfies Record<string, () => Promise<Command>>

export type CommandName = keyof typeof loaders

export const commandNames = Object.keys(loaders) as CommandName[]

export function loadCommand(name: CommandName): Promise<Command> {
  return loaders[name]()
}

/** Throws a `Problem` for a word that is no command's name. */
export function commandNamed(word: string): CommandName {
  const name = commandNames.find((one) => one === word)
  if (name !== undefined) return name
  const { noCommand, unknownCommand } = messages.errors
  throw new Problem('usage', word.startsWith('-') ? noCommand(word) : unknownCommand(word, nearest(word, commandNames)))
}
