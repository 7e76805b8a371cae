import yargs from 'yargs'
import type { Command } from '../commands.ts'
import { exitCodes } from '../exitCodes.ts'

/** yargs' completion script for the shell at hand; it calls back with `--get-yargs-completions`. */
export const completion: Command = {
  grammar: { flags: [], words: { atLeast: 0, atMost: 0 } },
  run: async (_args, io) => {
    let script = ''
    await yargs()
      .scriptName('brownout')
      .completion('completion')
      .parseAsync(['completion'], {}, (_error, _argv, output) => {
        script = output
      })
    io.out.write(`${script.trim()}\n`)
    return exitCodes.held
  },
}
