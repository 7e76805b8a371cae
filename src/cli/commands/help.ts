import { nearest } from '../../messages/nearest.ts'
import { Problem } from '../../harness/problem.ts'
import { messages } from '../../messages/index.ts'
import { wrap } from '../../reporters/console/layout.ts'
import { inertLine, visible } from '../../reporters/harmless.ts'
import { commandNames, type Command } from '../commands.ts'
import { exitCodes } from '../exitCodes.ts'
import { takeInventory } from '../inventory.ts'
import type { Sink } from '../io.ts'
import { topicsOf, type Topic } from '../topics.ts'

const { help: texts } = messages.cli

/** Why something matters. */
export const help: Command = {
  grammar: { flags: ['config'], words: { atLeast: 0, atMost: 1 } },
  run: async (args, io) => {
    const asked = args.words[0]
    if (asked === undefined) {
      io.out.write(`${texts.general}\n`)
      return exitCodes.held
    }
    const command = commandNames.find((name) => name === asked)
    if (command !== undefined) {
      io.out.write(`${texts.commands[command]}\n`)
      return exitCodes.held
    }
    const topics = topicsOf(await takeInventory(args, io))
    const found = topics.filter(({ name }) => name === asked)
    if (found.length === 0) {
      const names = [...topics.map(({ name }) => name), ...commandNames]
      throw new Problem('usage', messages.errors.unknownTopic(asked, nearest(asked, names)))
    }
    found.forEach((topic, index) => {
      if (index > 0) io.out.write('\n')
      show(topic, io.out)
    })
    return exitCodes.held
  },
}

/** A title, then labelled paragraphs; 80 columns also where a pipe reads: this is prose. */
function show({ title, facts }: Topic, out: Sink): void {
  out.write(`${inertLine(visible(title))}\n\n`)
  const widest = Math.max(...facts.map(([label]) => label.length))
  for (const [label, text] of facts) {
    const line = `  ${label.padEnd(widest)}  ${visible(text)}`
    for (const part of wrap(line, Math.min(out.columns ?? 80, 100), widest + 4)) out.write(`${inertLine(part)}\n`)
  }
}
