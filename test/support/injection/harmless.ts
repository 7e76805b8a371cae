import { readCommands } from '../runnerCommands.ts'
import { steering } from '../steering.ts'

/** Throws for text that steers a terminal, or hides. */
export function harmless(written: string): string {
  const found = steering.exec(written)
  if (found !== null)
    throw new Error(`steers: ${JSON.stringify(written.slice(Math.max(0, found.index - 30), found.index + 30))}`)
  return written
}

/** Lines of a terminal that nothing steers and no CI server obeys; they are wrapped as they are long, and have no shape. */
export function inert(written: string): string[] {
  const [command] = readCommands(harmless(written))
  if (command !== undefined) throw new Error(`a command: ${command.command}`)
  if (/##(?:vso|teamcity)\[/.test(written)) throw new Error('a command of another CI server')
  return []
}
