import { resolve } from 'node:path'
import type { Evidence } from '../../bench/claims/claim.ts'
import { judgeClaims, readClaims } from '../../bench/claims/judgeClaims.ts'
import { measuredMeans } from '../../bench/claims/measuredMeans.ts'
import type { CallSample } from '../../bench/sample.ts'
import { loadConfig } from '../../config/loadConfig.ts'
import { benchModels } from '../../harness/bench/benchModels.ts'
import { readRun } from '../../harness/bench/store/readRun.ts'
import { Problem } from '../../harness/problem.ts'
import { messages } from '../../messages/index.ts'
import { readModels } from '../../protocol/models.ts'
import { inertLine, visible } from '../../reporters/harmless.ts'
import { claimLines } from '../claims/claimLines.ts'
import type { Command } from '../commands.ts'
import { exitCodes } from '../exitCodes.ts'

const problems = messages.errors.claims

/** What the tutorial claims, beside what is known: arithmetic at once, latencies by a live run. */
export const claims: Command = {
  grammar: { flags: ['json', 'config'], words: { atLeast: 0, atMost: 1 } },
  run: async ({ words: [folder], flags }, io) => {
    const { config } = await loadConfig(io.cwd, flags.config)
    const samples = folder === undefined ? undefined : liveSamples(resolve(io.cwd, folder), folder)
    const evidence: Evidence = {
      table: readModels(),
      priceNow: ({ id }) => {
        if (config.models === undefined) return null
        const { price = null, pricedOn = null } =
          benchModels(config.models, undefined, 'live').find((model) => model.id === id) ?? {}
        return price === null || pricedOn === null ? null : { price, pricedOn }
      },
      measured: samples === undefined ? () => null : measuredMeans(samples),
    }
    const { source, claims: all } = readClaims()
    const judged = judgeClaims(all, evidence)
    const text =
      flags.json === true
        ? JSON.stringify({ schema: 'brownout/judged-claims/1', source, claims: judged }, null, 2)
        : claimLines(source, judged, samples === undefined ? null : { folder: folder!, calls: samples.length })
            .map((line) => inertLine(visible(line)))
            .join('\n')
    io.out.write(`${text}\n`)
    return exitCodes.held
  },
}

/** Throws a `Problem` for a run that cannot say anything of the provider. */
function liveSamples(path: string, shown: string): readonly CallSample[] {
  const run = readRun(path)
  const { world, scenario } = run.manifest.plan
  if (world !== 'live') throw new Problem('usage', problems.notLive(shown, world))
  if (scenario !== null) throw new Problem('usage', problems.bent(shown, scenario))
  return Array.from(run.records()).filter((record) => record.type === 'sample')
}
