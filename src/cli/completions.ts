import { commandNames } from './commands.ts'
import { messages } from '../messages/index.ts'
import type { Io } from './io.ts'
import { kindNames } from './kinds.ts'

/** What may stand next: the script that `brownout completion` prints asks for it, with what was typed so far. */
export async function completions(typed: readonly string[], io: Io): Promise<string[]> {
  // The script gives the program's own name first; the last word is the one under way.
  const [, command, ...rest] = typed
  const current = rest.at(-1) ?? command ?? ''
  const candidates = rest.length === 0 ? commandNames : await after(command!, rest.at(-2), current, io)
  return [...new Set(candidates)].filter((word) => word.startsWith(current)).toSorted()
}

async function after(
  command: string,
  previous: string | undefined,
  current: string,
  io: Io,
): Promise<readonly string[]> {
  if (current.startsWith('-')) return flagsIn(command)
  if (command === 'prices') return previous === undefined ? ['import'] : []
  const { takeInventory } = await import('./inventory.ts')
  if (command === 'list') return kindNames
  const args = { words: [], flags: {}, typed: '' }
  const { scenarios, targets, targetGroups, worlds, reporters } = await takeInventory(args, io)
  const namesOf = (items: readonly { readonly name: string }[]) => items.map(({ name }) => name)
  if (previous === '--target') return [...namesOf(targets), ...Object.keys(targetGroups)]
  if (previous === '--world') return namesOf(worlds)
  if (previous === '--reporter' || previous === '--add-reporter' || previous === '--format') return namesOf(reporters)
  if (command === 'serve') return namesOf(scenarios)
  if (command !== 'test' && command !== 'help' && command !== 'judge') return []
  const own = [...namesOf(scenarios), ...scenarios.map(({ family }) => family)]
  return command !== 'help' ? own : [...own, ...commandNames]
}

/** The help of a command names all of its flags; a test holds it to that. */
function flagsIn(command: string): string[] {
  const texts: Record<string, string> = messages.cli.help.commands
  return (texts[command] ?? '').match(/--[a-z][a-z-]*/g) ?? []
}
