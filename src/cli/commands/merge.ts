import { relative, resolve } from 'node:path'
import { mergeRuns, type Merged } from '../../harness/bench/merge/mergeRuns.ts'
import { readRun } from '../../harness/bench/store/readRun.ts'
import { provenance } from '../../harness/provenance.ts'
import { messages } from '../../messages/index.ts'
import { inertLine, visible } from '../../reporters/harmless.ts'
import type { Command } from '../commands.ts'
import { exitCodes } from '../exitCodes.ts'

const words = messages.runs.merged

/** Makes one run of several that measured parts of it. */
export const merge: Command = {
  grammar: { flags: ['out'], words: { atLeast: 1, atMost: Infinity } },
  run: ({ words: folders, flags: { out = 'reports' }, typed }, { cwd, out: talk }) => {
    const runs = folders.map((folder) => readRun(resolve(cwd, folder)))
    const { version, commit } = provenance()
    const tool = { name: 'brownout', version, commit, node: process.version } as const
    const merged = mergeRuns(runs, resolve(cwd, out), { tool, command: typed })
    for (const line of linesOf(merged, folders, cwd)) talk.write(`${inertLine(visible(line))}\n`)
    return Promise.resolve(merged.folder.manifest.state === 'finished' ? exitCodes.held : exitCodes.noVerdict)
  },
}

function linesOf(merged: Merged, folders: readonly string[], cwd: string): string[] {
  const { of, shards, missingShards, recorded, planned, lost, skipped, folder } = merged
  return [
    words.sum(folders.length, recorded, planned),
    ...(of === 1 ? [] : [words.shards(shards.length, of)]),
    ...(missingShards.length === 0 ? [] : [words.missing(missingShards, of)]),
    ...((lost ?? 0) === 0 ? [] : [words.lost(lost!)]),
    ...skipped.flatMap(({ lines, bytes }, index) =>
      lines === 0 ? [] : [words.skipped(folders[index]!, lines, bytes)],
    ),
    words.run(relative(cwd, folder.path) || '.'),
  ]
}
