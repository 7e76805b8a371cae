import { assembleReport } from '../../harness/assembleReport.ts'
import { wasJudged } from '../../harness/explored/exploredTarget.ts'
import { quietRun } from '../../harness/explored/quietRun.ts'
import { Problem } from '../../harness/problem.ts'
import { provenance } from '../../harness/provenance.ts'
import { RunFolder } from '../../harness/runFolder.ts'
import type { Report } from '../../harness/report.ts'
import { messages } from '../../messages/index.ts'
import type { Target } from '../../targets/index.ts'
import { exploredHead, lookedAt } from '../../reporters/console/explored.ts'
import { stories } from '../../reporters/console/stories.ts'
import { visible } from '../../reporters/harmless.ts'
import { Terminal } from '../../reporters/console/terminal.ts'
import { RealClock } from '../../runtime/index.ts'
import type { Arguments } from '../commandLine.ts'
import type { Command } from '../commands.ts'
import { exitCodeOfSignal, exitCodes, type ExitCode, type StopSignal } from '../exitCodes.ts'
import { exploreAll } from '../explore/exploreAll.ts'
import type { TargetOutcome } from '../explore/exploreTarget.ts'
import { keep } from '../explore/keep.ts'
import { Talk } from '../explore/talk.ts'
import { takeInventory } from '../inventory.ts'
import { looksOf } from '../io.ts'
import { planOf } from '../plan.ts'
import { jsonOf, manifestOf, pageOf } from '../results.ts'

const words = messages.explore
/** Some seconds, and nine in ten of what a hundred times as many would find. */
const defaultRuns = 10_000

/** Looks for days on which a target breaks a rule, and makes what it finds small. */
export const explore: Command = {
  grammar: {
    flags: [
      'target',
      'runs',
      'seed',
      'world',
      'workers',
      'save',
      'reporter',
      'add-reporter',
      'out',
      'json',
      'quiet',
      'config',
    ],
    words: { atLeast: 0, atMost: 0 },
  },
  run: async (args, io) => {
    const { flags } = args
    refuseOtherWorlds(flags.world)
    const inventory = await takeInventory(args, io)
    const whole = planOf({ ...args, flags: { ...flags, world: ['virtual'] } }, inventory, io)
    const plan = { ...whole, scenarios: [] }
    refuseOwnNetworks(plan.targets)
    const manifest = manifestOf(plan, args, inventory.loaded.hash)
    const folder = RunFolder.create(plan.outPath, manifest.startedAt, manifest)
    const sink = flags.json === true ? io.err : io.out
    const looks = looksOf(sink, io.env)
    const terminal = new Terminal({ write: (text) => sink.write(text), ...looks })
    const isQuiet = flags.quiet === true
    const runs = flags.runs ?? defaultRuns
    const names = plan.targets.map(({ name }) => name)
    const { loaded } = inventory
    if (!isQuiet) {
      terminal.line(loaded.file === null ? messages.cli.noConfig : messages.cli.config(loaded.file))
      terminal.paragraph(words.intro(names, runs, plan.seed), 0)
    }
    const made = provenance()
    const clock = new RealClock()
    const outcomes: TargetOutcome[] = []
    let beganMs = clock.now()
    const search = {
      plan,
      inventory,
      runs,
      workers: flags.workers,
      madeBy: made.madeBy,
      talk: new Talk(terminal, { isTTY: looks.isTTY, isQuiet }),
      onTarget: (outcome: TargetOutcome) => {
        outcomes.push(outcome)
        for (const { run, history } of outcome.days) if (history !== undefined) folder.append(run, history)
        tell(terminal, outcome, clock.now() - beganMs)
        beganMs = clock.now()
      },
      onStopping: () => io.err.write(`\n${words.stopping}\n`),
    }
    const stoppedBy = await exploreAll(search, io)
    const days = outcomes.flatMap((outcome) => outcome.days)
    const report = reportOf(outcomes, inventory.ownInvariants, {
      ...made,
      command: args.typed,
      startedAt: manifest.startedAt,
      wallMs: Math.round(clock.now()),
      seed: plan.seed,
      interrupted: stoppedBy !== undefined,
    })
    folder.write(report, plan.reporters)
    const state = stoppedBy === undefined ? 'finished' : 'interrupted'
    folder.finish({ ...manifest, state, verdict: report.verdict, wallMs: report.wallMs })
    if (flags.save === true) for (const line of keep(days, loaded, io.cwd)) terminal.paragraph(line, 0)
    else if (days.some(({ counterexample }) => counterexample !== undefined)) {
      terminal.paragraph(words.howToSave, 0)
      // Commands are never broken: they are there to be copied.
      terminal.line(`  ${terminal.paint('cyan', visible(withSave(args)))}`)
    }
    terminal.line(words.report(pageOf(plan, io)))
    if (flags.json === true) io.out.write(jsonOf(report))
    return endOf(outcomes, stoppedBy)
  },
}

function refuseOtherWorlds(worlds: readonly string[] = []): void {
  const other = worlds.find((name) => name !== 'virtual')
  if (other !== undefined) throw new Problem('usage', messages.errors.onlyVirtual(other))
}

/** Who opens sockets of its own meets no virtual clock. */
function refuseOwnNetworks(targets: readonly Target[]): void {
  const other = targets.find(({ network }) => network !== undefined)
  if (other !== undefined) throw new Problem('usage', messages.errors.targets.ownNetwork(other.name))
}

function tell(terminal: Terminal, { explored, days }: TargetOutcome, ms: number): void {
  terminal.line()
  exploredHead(terminal, explored)
  stories(
    terminal,
    days.map(({ run }) => run),
    true,
  )
  lookedAt(terminal, explored, ms)
  terminal.line()
}

/** What was found is its runs; a target of which nothing was found has one run for all of its days. */
function reportOf(
  outcomes: readonly TargetOutcome[],
  own: Parameters<typeof quietRun>[1],
  facts: Parameters<typeof assembleReport>[0],
): Report {
  const runs = outcomes.flatMap(({ explored, days }) =>
    days.length === 0 ? [quietRun(explored, own)] : days.map(({ run }) => run),
  )
  const explored = outcomes.map((outcome) => outcome.explored)
  const { verdict, ...rest } = assembleReport(facts, runs)
  const isFound = explored.some(({ found }) => found.length > 0)
  return { ...rest, verdict: isFound ? 'broke' : verdict, explored }
}

function endOf(outcomes: readonly TargetOutcome[], stoppedBy: StopSignal | undefined): ExitCode {
  if (stoppedBy !== undefined) return exitCodeOfSignal[stoppedBy]
  if (outcomes.some(({ explored }) => explored.found.length > 0)) return exitCodes.broke
  return outcomes.every(({ explored }) => wasJudged(explored)) ? exitCodes.held : exitCodes.noVerdict
}

function withSave({ typed }: Arguments): string {
  return `npx ${typed} --save`
}
