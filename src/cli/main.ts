import { provenance } from '../harness/provenance.ts'
import { messages, speak } from '../messages/index.ts'
import { commandNamed, type CommandName } from './commands.ts'
import { exitCodes, type ExitCode } from './exitCodes.ts'
import { explain } from './explain.ts'
import { processIo, type Io } from './io.ts'
import { languageTyped } from './languageOption.ts'

const { help } = messages.cli

/** The command line: does what `argv` asks for and says with the exit code how it ended. */
export async function main(argv: readonly string[], io: Io = processIo()): Promise<ExitCode> {
  speak(languageTyped(argv) ?? 'en')
  try {
    return await answer(argv, io)
  } catch (error) {
    return explain(error, argv, io)
  } finally {
    speak('en')
  }
}

async function answer([first, ...rest]: readonly string[], io: Io): Promise<ExitCode> {
  if (first === undefined) return say(io.err, help.general, exitCodes.usage)
  if (first === '--version') return say(io.out, provenance().version, exitCodes.held)
  if (first === '-h' || first === '--help') return say(io.out, help.general, exitCodes.held)
  if (first === '--get-yargs-completions') return await complete(rest, io)
  const name = commandNamed(first)
  if (asksForHelp(rest)) return say(io.out, help.commands[name], exitCodes.held)
  return await run(name, rest, io)
}

/** Loaded only now: help and version cost nothing but their text. */
async function run(name: CommandName, rest: readonly string[], io: Io): Promise<ExitCode> {
  const [{ readArguments }, { loadCommand }] = await Promise.all([import('./commandLine.ts'), import('./commands.ts')])
  const command = await loadCommand(name)
  return await command.run(readArguments(name, rest, command.grammar), io)
}

async function complete(typed: readonly string[], io: Io): Promise<ExitCode> {
  const { completions } = await import('./completions.ts')
  return say(io.out, (await completions(typed, io)).join('\n'), exitCodes.held)
}

function asksForHelp(rest: readonly string[]): boolean {
  const end = rest.indexOf('--')
  return (end < 0 ? rest : rest.slice(0, end)).some((word) => word === '-h' || word === '--help')
}

function say(sink: Io['out'], text: string, code: ExitCode): ExitCode {
  sink.write(`${text}\n`)
  return code
}
