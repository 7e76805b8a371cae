import { defaultMargin } from '../../bench/compare/compareModels.ts'
import { appendFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { readCallLimits, readGates, type Read } from '../../bench/gates/readGates.ts'
import { loadConfig } from '../../config/loadConfig.ts'
import { readBaseline, saveBaseline } from '../../harness/bench/compare/baseline.ts'
import { folderNamed, runIn, type ComparedRun } from '../../harness/bench/compare/comparedRun.ts'
import { compareRuns } from '../../harness/bench/compare/compareRuns.ts'
import type { Comparison } from '../../harness/bench/compare/comparison.ts'
import { isPage, readPage } from '../../harness/bench/page/readPage.ts'
import { withFiles, writeWhole } from '../../harness/files.ts'
import { Problem } from '../../harness/problem.ts'
import { messages } from '../../messages/index.ts'
import { comparisonLines } from '../../reporters/compare/console.ts'
import { comparisonJunit } from '../../reporters/compare/junit.ts'
import { comparisonMarkdown } from '../../reporters/compare/markdown.ts'
import { inertLine, visible } from '../../reporters/harmless.ts'
import type { Arguments } from '../commandLine.ts'
import type { Command } from '../commands.ts'
import { exitCodes, type ExitCode } from '../exitCodes.ts'
import { appendSummary } from '../github.ts'
import type { Io } from '../io.ts'
import type { Flags } from '../options.ts'

const problems = messages.errors.compare

/** Says what changed between two benchmarks, as far as it can be known. */
export const compare: Command = {
  grammar: {
    flags: ['baseline', 'save-baseline', 'margin', 'out', 'json', 'junit', 'summary', 'quiet', 'config'],
    words: { atLeast: 0, atMost: 2 },
  },
  run: async (args, io) => {
    const { flags } = args
    if (flags['save-baseline'] !== undefined) return keep(args, flags['save-baseline'], io)
    const [before, after] = sidesOf(args, io)
    const { config, file } = await loadConfig(io.cwd, flags.config)
    const comparison = compareRuns(before, after, {
      margin: flags.margin ?? defaultMargin,
      gates: read(readGates(config.gates ?? {}, file ?? '')),
      slo: read(readCallLimits(config.slo ?? {}, file ?? '')),
    })
    tell(comparison, flags, io)
    return exitCodeOf[comparison.verdict]
  },
}

const exitCodeOf: Readonly<Record<Comparison['verdict'], ExitCode>> = {
  held: exitCodes.held,
  broke: exitCodes.broke,
  'no-verdict': exitCodes.noVerdict,
}

function sidesOf({ words, flags }: Arguments, { cwd }: Io): [ComparedRun, ComparedRun] {
  const { baseline } = flags
  const [first, second] = words
  if (baseline !== undefined) {
    if (second !== undefined) throw new Problem('usage', problems.twoSides(words.length, true))
    return [baselineIn(baseline, cwd), runNamed(first ?? 'latest', flags, cwd)]
  }
  if (first === undefined || second === undefined) throw new Problem('usage', problems.twoSides(words.length, false))
  return [runNamed(first, flags, cwd), runNamed(second, flags, cwd)]
}

function keep({ words, flags }: Arguments, file: string, { cwd, out }: Io): ExitCode {
  if (words.length > 1 || flags.baseline !== undefined) throw new Problem('usage', problems.oneToSave(words.length))
  const run = runNamed(words[0] ?? 'latest', flags, cwd)
  const records = saveBaseline(resolve(cwd, file), run)
  out.write(`${inertLine(visible(messages.compare.saved(file, records)))}\n`)
  return exitCodes.held
}

function baselineIn(file: string, cwd: string): ComparedRun {
  const path = resolve(cwd, file)
  return isPage(path) ? readPage(path, file) : readBaseline(path, file)
}

function runNamed(word: string, { out = 'reports' }: Flags, cwd: string): ComparedRun {
  if (isPage(word)) return readPage(resolve(cwd, word), word)
  return runIn(folderNamed(word, resolve(cwd, out), cwd), cwd)
}

function read<Result>(found: Read<Result>): Result {
  if ('problem' in found) throw new Problem('usage', found.problem)
  return found.read
}

function tell(comparison: Comparison, { json, junit, summary, quiet }: Flags, { cwd, env, out, err }: Io): void {
  const talk = json === true ? err : out
  talk.write(`${comparisonLines(comparison, quiet === true).join('\n')}\n`)
  if (json === true) out.write(`${JSON.stringify(comparison, null, 2)}\n`)
  if (junit !== undefined) {
    const path = resolve(cwd, junit)
    withFiles('write', path, () => writeWhole(path, comparisonJunit(comparison)))
  }
  appendSummary(comparisonMarkdown(comparison), env)
  if (summary === undefined || summary === '' || summary === env['GITHUB_STEP_SUMMARY']) return
  const path = resolve(cwd, summary)
  withFiles('write', path, () => appendFileSync(path, comparisonMarkdown(comparison)))
}
