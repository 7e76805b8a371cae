import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { folderNamed } from '../../harness/bench/store/findRun.ts'
import { Problem } from '../../harness/problem.ts'
import { messages } from '../../messages/index.ts'
import { inertLine, visible } from '../../reporters/harmless.ts'
import { freshToken, serveFolder, type FolderServer } from '../../runtime/index.ts'
import type { Command } from '../commands.ts'
import { exitCodes } from '../exitCodes.ts'
import { takeInventory } from '../inventory.ts'
import { resultsOf } from '../plan.ts'
import { shortest } from '../playAndReport.ts'
import { openInBrowser } from '../show/openInBrowser.ts'

const words = messages.show
const firstFiles = ['report.html', 'report.md', 'report.json', 'run.json']

/** Shows the files of a run to a browser of this machine, until it is stopped. */
export const show: Command = {
  grammar: {
    flags: ['port', 'open', 'out', 'config'],
    words: { atLeast: 0, atMost: 1 },
  },
  run: async (args, io) => {
    const { flags } = args
    const { outPath } = resultsOf(flags, await takeInventory(args, io), io.cwd)
    const folder = folderNamed(args.words[0] ?? 'latest', outPath, io.cwd)
    const first = firstFiles.find((name) => existsSync(join(folder, name)))!
    const served = await serving(folder, flags.port ?? 0, first)
    try {
      // Whoever reads where it is may stop it at once.
      const stopped = new Promise<void>((resolve) => void io.onStop(() => resolve()))
      io.out.write(
        `${inertLine(visible(words.shows(shortest(folder, io.cwd) || '.')))}\n${served.url}\n${words.stopWith}\n`,
      )
      if (flags.open === true && !(await openInBrowser(served.url))) io.err.write(`${words.notOpened}\n`)
      await stopped
    } finally {
      await served.close()
    }
    return exitCodes.held
  },
}

async function serving(folder: string, port: number, first: string): Promise<FolderServer> {
  try {
    return await serveFolder(folder, { port, token: freshToken(), first })
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EADDRINUSE') throw error
    throw new Problem('environment', messages.errors.serve.portInUse('127.0.0.1', port), { cause: error })
  }
}
