import { join, relative } from 'node:path'
import { makePlanReport } from '../../harness/plan/makePlanReport.ts'
import { openPlayers } from '../../harness/plan/players.ts'
import { messages } from '../../messages/index.ts'
import { planPage } from '../../reporters/console/planPage.ts'
import { Terminal } from '../../reporters/console/terminal.ts'
import { inertLine, visible } from '../../reporters/harmless.ts'
import { RealClock, wallTime } from '../../runtime/index.ts'
import type { Command } from '../commands.ts'
import { exitCodeOfSignal, exitCodes } from '../exitCodes.ts'
import { isOnGithub, tellGithub } from '../github.ts'
import { takeInventory } from '../inventory.ts'
import { looksOf, unlessStopped } from '../io.ts'
import { askedPlan } from '../planning/askedPlan.ts'
import { planReportOf, writePlan } from '../planning/writePlan.ts'
import { resultsOf } from '../plan.ts'
import { talkOf } from '../playAndReport.ts'
import { jsonOf } from '../results.ts'
import { usualWorkers } from '../usualWorkers.ts'

/** How much load fits: quotas, SLO and money, by simulation. */
export const plan: Command = {
  grammar: {
    flags: [
      'models',
      'rpm',
      'tpm',
      'concurrency',
      'from',
      'workload',
      'route',
      'deadline',
      'slo',
      'rate',
      'users',
      'per-user',
      'traffic',
      'budget',
      'rate-cny',
      'rate-vnd',
      'duration',
      'trials',
      'seed',
      'workers',
      'out',
      'reporter',
      'add-reporter',
      'json',
      'quiet',
      'config',
    ],
    words: { atLeast: 0, atMost: 0 },
  },
  run: async (args, io) => {
    const inventory = await takeInventory(args, io)
    const results = resultsOf(args.flags, inventory, io.cwd)
    const { config: settings, file, hash } = inventory.loaded
    const place = { settings, file: file ?? '', seed: results.seed, cwd: io.cwd, outPath: results.outPath }
    const input = askedPlan(args.flags, place)
    const clock = new RealClock()
    const [startedAt, fromMs] = [wallTime(), clock.now()]
    const progress = new Terminal({ write: (text) => io.err.write(text), ...looksOf(io.err, io.env) })
    const onStep = (text: string) => args.flags.quiet !== true && progress.status(visible(text))
    const players = openPlayers(args.flags.workers ?? usualWorkers(), (step) => onStep(step))
    const found = await unlessStopped(io, () => makePlanReport(input, players.play)).finally(() => players.close())
    progress.clearStatus()
    if ('stoppedBy' in found) return exitCodeOfSignal[found.stoppedBy]
    const made = { plan: found, startedAt, wallMs: Math.round(clock.now() - fromMs), config: hash }
    const report = planReportOf(made, args)
    const { where, notDrawn } = writePlan(report, made, results)
    const talk = talkOf(args, io)
    const terminal = new Terminal({ write: (text) => talk.write(text), ...looksOf(talk, io.env) })
    planPage(terminal, found, report.verdict)
    for (const line of notDrawn) terminal.line(inertLine(visible(line)))
    terminal.line(messages.planPage.saved(visible(shortest(where, io.cwd))))
    if (isOnGithub(io)) tellGithub(report, join(where, 'report.html'), talk, io)
    if (args.flags.json === true) io.out.write(jsonOf(report))
    return report.verdict === 'broke' ? exitCodes.broke : exitCodes.held
  },
}

/** As one would type it here. */
function shortest(path: string, cwd: string): string {
  const away = relative(cwd, path)
  return away.startsWith('..') ? path : away
}
