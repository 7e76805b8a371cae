import { availableParallelism } from 'node:os'
import { conformanceNames } from '../../harness/conformance/cases.ts'
import { cellOf } from '../../harness/conformance/cellOf.ts'
import { Problem } from '../../harness/problem.ts'
import { loopback } from '../../harness/worlds/index.ts'
import { messages } from '../../messages/index.ts'
import { inertLine, visible } from '../../reporters/harmless.ts'
import type { Scenario } from '../../scenarios/index.ts'
import { execTarget } from '../../targets/exec/execTarget.ts'
import type { Arguments } from '../commandLine.ts'
import type { Command } from '../commands.ts'
import { exitCodeOfSignal, exitCodes } from '../exitCodes.ts'
import { takeInventory, type Inventory } from '../inventory.ts'
import { againOf } from '../judge/againOf.ts'
import { bendingVariables } from '../judge/bend.ts'
import { bentScenario } from '../judge/bentScenario.ts'
import { askOnGoodDay, goodDayChain, type Program, type Spoken } from '../judge/goodDay.ts'
import { introOf } from '../judge/introOf.ts'
import { namedEndpoints } from '../judge/namedEndpoints.ts'
import { refuseWithoutGroups } from '../judge/programTargets.ts'
import { unlessStopped, type Io } from '../io.ts'
import type { Flags } from '../options.ts'
import { resultsOf, type Plan } from '../plan.ts'
import { playAndReport, talkOf } from '../playAndReport.ts'
import { selectScenarios } from '../select.ts'

const words = messages.cli.judge
const problems = messages.errors.judge

/** In ms: most cases are over in a second or two, a hang is told after this. */
const defaultTimeLimitMs = 30_000
const protocols = ['auto', 'lines', 'none'] as const

/** Judges any program, in any language, on real sockets. */
export const judge: Command = {
  grammar: {
    flags: [
      'exec',
      'map',
      'models',
      'protocol',
      'jobs',
      'time-limit',
      'concurrency',
      'gc',
      'clock-skew',
      'seed',
      'reporter',
      'add-reporter',
      'out',
      'json',
      'quiet',
      'config',
    ],
    words: { atLeast: 0, atMost: Infinity },
  },
  run: async (args, io) => {
    const inventory = await takeInventory(args, io)
    const scenarios = scenariosOf(args, inventory)
    const program = programOf(args.flags, scenarios, io)
    const asked = protocolOf(args.flags)
    const results = resultsOf(args.flags, inventory, io.cwd)
    const talk = talkOf(args, io)
    const say = (line: string) => talk.write(`${inertLine(visible(line))}\n`)
    if (args.flags.quiet !== true) say(words.askedFirst)
    const chain = goodDayChain.map((model, index) => args.flags.models?.[index] ?? model)
    const day = await unlessStopped(io, () => askOnGoodDay(program, asked, chain))
    if ('stoppedBy' in day) return exitCodeOfSignal[day.stoppedBy]
    if ('why' in day) {
      for (const line of [words.goodDay.notAnswered(day.why), words.goodDay.help])
        io.err.write(`${inertLine(visible(line))}\n`)
      return exitCodes.noVerdict
    }
    const plan = planOf(args, results, inventory, scenarios, { ...program, ...day.spoken })
    const intro = introOf(args, plan, program, day.spoken).map(visible).join('\n')
    return playAndReport(plan, args, { intro, config: inventory.loaded.hash }, io)
  },
}

/** What was asked for, as this program asks for it. Without a pattern the cases of the published table. */
function scenariosOf({ words: patterns, flags }: Arguments, { scenarios }: Inventory): readonly Scenario[] {
  const isPublished = ({ name }: Scenario) => conformanceNames.includes(name)
  const selected = patterns.length === 0 ? scenarios.filter(isPublished) : selectScenarios(patterns, scenarios).selected
  return selected.map((scenario) => bentScenario(scenario, flags))
}

function programOf(flags: Flags, scenarios: readonly Scenario[], { cwd, env }: Io): Program {
  const { exec: command, map = [], gc, 'clock-skew': skewMs } = flags
  if (command === undefined) throw new Problem('usage', problems.noExec())
  refuseWithoutGroups()
  const variables = bendingVariables(command, { gc, skewMs }, { inherited: env })
  return { command, cwd, inherited: env, named: namedEndpoints(map, scenarios), variables }
}

function protocolOf({ protocol = 'auto' }: Flags): (typeof protocols)[number] {
  const found = protocols.find((one) => one === protocol)
  if (found === undefined) throw new Problem('usage', problems.noProtocol(protocol))
  return found
}

function planOf(
  args: Arguments,
  results: ReturnType<typeof resultsOf>,
  inventory: Inventory,
  scenarios: readonly Scenario[],
  program: Program & Spoken,
): Plan {
  const { flags } = args
  const timeLimitMs = flags['time-limit'] === undefined ? defaultTimeLimitMs : flags['time-limit'] * 1_000
  return {
    ...results,
    targets: [execTarget({ ...program, longestCallMs: timeLimitMs })],
    scenarios,
    askedByName: new Set(scenarios.map(({ name }) => name)),
    worlds: [loopback],
    invariants: inventory.ownInvariants,
    atOnce: flags.jobs ?? 2 * availableParallelism(),
    timeLimitMs,
    finish: (run) => ({ ...run, cell: cellOf(run), again: againOf(args, run) }),
  }
}
