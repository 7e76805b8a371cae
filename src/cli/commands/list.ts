import { nearest } from '../../messages/nearest.ts'
import { Problem } from '../../harness/problem.ts'
import { messages } from '../../messages/index.ts'
import { cutTo } from '../../reporters/console/layout.ts'
import { inertLine, visible } from '../../reporters/harmless.ts'
import type { Command } from '../commands.ts'
import { exitCodes } from '../exitCodes.ts'
import type { Sink } from '../io.ts'
import { kindNames, kinds, type Kind, type Listed } from '../kinds.ts'

const words = messages.cli.list

/** What there is. */
export const list: Command = {
  grammar: { flags: ['json', 'config'], words: { atLeast: 0, atMost: 1 } },
  run: async (args, io) => {
    const asked = args.words[0]
    const shown = asked === undefined ? kindNames : [kindNamed(asked)]
    const listed = await Promise.all(shown.map(async (kind) => [kind, await kinds[kind](args, io)] as const))
    if (args.flags.json === true) {
      io.out.write(`${JSON.stringify(asked === undefined ? Object.fromEntries(listed) : listed[0]![1], null, 2)}\n`)
      return exitCodes.held
    }
    listed.forEach(([kind, items], index) => {
      if (asked === undefined) io.out.write(`${index > 0 ? '\n' : ''}${words.titles[kind]}\n`)
      table(items, asked === undefined ? '  ' : '', io.out)
    })
    if (io.out.isTTY) io.out.write(`\n${words.more}\n`)
    return exitCodes.held
  },
}

function kindNamed(name: string): Kind {
  const kind = kindNames.find((one) => one === name)
  if (kind === undefined) {
    throw new Problem('usage', messages.errors.unknownKind(name, nearest(name, kindNames), kindNames))
  }
  return kind
}

/** A name and a sentence a line; cut to the terminal, whole where a program reads. */
function table(items: readonly Listed[], indent: string, out: Sink): void {
  const widest = Math.max(0, ...items.map(({ name }) => name.length))
  for (const { name, doc } of items) {
    const line = `${indent}${visible(name).padEnd(widest)}  ${visible(doc)}`
    out.write(`${inertLine(out.isTTY ? cutTo(line, out.columns ?? 80) : line)}\n`)
  }
}
