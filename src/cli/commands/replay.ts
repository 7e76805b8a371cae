import { assembleReport } from '../../harness/assembleReport.ts'
import { Problem } from '../../harness/problem.ts'
import { provenance } from '../../harness/provenance.ts'
import { rehearse } from '../../harness/rehearse.ts'
import type { RunReport } from '../../harness/report.ts'
import { foundFamily } from '../../harness/counterexample/case.ts'
import { counterexampleOf } from '../../harness/counterexample/ofRun.ts'
import { foundScenario } from '../../harness/counterexample/counterexample.ts'
import { readToken, scenarioHash, type ReplayToken } from '../../harness/token.ts'
import { unpackCase } from '../../harness/token/packCase.ts'
import { messages } from '../../messages/index.ts'
import { createConsoleReporter } from '../../reporters/index.ts'
import { RealClock, wallTime } from '../../runtime/index.ts'
import type { Scenario } from '../../scenarios/index.ts'
import type { Command } from '../commands.ts'
import { exitCodeOf } from '../exitCodes.ts'
import { keep } from '../explore/keep.ts'
import { takeInventory } from '../inventory.ts'
import { looksOf } from '../io.ts'
import { prepareTargets } from '../prepareTargets.ts'
import { byName } from '../select.ts'
import { jsonOf } from '../results.ts'

const words = messages.cli.replay

/** Plays the run of a token again, and says whether it went the same way. Writes nothing. */
export const replay: Command = {
  grammar: { flags: ['save', 'json', 'quiet', 'config'], words: { atLeast: 1, atMost: 1 } },
  run: async (args, io) => {
    const text = args.words[0]!
    const token = readToken(text)
    if (token === undefined) throw new Problem('usage', messages.errors.noToken(text))
    const { targets, scenarios, worlds, ownInvariants, loaded } = await takeInventory(args, io)
    const where = `the token ${text}`
    const target = byName('target', token.target, targets, where)
    const scenario = await scenarioOf(token, scenarios, text)
    const world = byName('world', token.world, worlds, where)
    if (args.flags.save === true && scenario.family !== foundFamily)
      throw new Problem('usage', messages.errors.notFound(scenario.name, text))
    await prepareTargets([target])
    const { seed } = token
    const made = provenance()
    const talk = args.flags.json === true ? io.err : io.out
    const say = (line: string) => talk.write(`${line}\n`)
    const reporter = createConsoleReporter({ write: (part) => talk.write(part), ...looksOf(talk, io.env) })
    if (args.flags.quiet !== true) say(words.intro(scenario.name, target.name, messages.worlds[world.name], seed))
    if (token.madeBy !== made.madeBy) say(words.otherMaker(token.madeBy, made.madeBy))
    say('')
    const clock = new RealClock()
    const startedAt = wallTime()
    const runs = await rehearse({
      targets: [target],
      scenarios: [scenario],
      worlds: [world],
      invariants: ownInvariants,
      seed,
      realTimeBudgetMs: Infinity,
      askedByName: new Set([scenario.name]),
      madeBy: made.madeBy,
    })
    const wallMs = Math.round(clock.now())
    const report = assembleReport({ ...made, command: args.typed, startedAt, wallMs, seed }, runs)
    const run = runs[0]!
    if (args.flags.quiet !== true) reporter.runFinished(run, 1, 1)
    reporter.finished(report, undefined)
    say('')
    for (const line of comparison(token, scenario, run, { realTime: world.realTime, madeBy: made.madeBy })) say(line)
    if (args.flags.save === true) {
      const counterexample = counterexampleOf(run, scenario, made.madeBy)
      for (const line of keep([{ counterexample, run }], loaded, io.cwd)) say(`\n${line}`)
    }
    if (args.flags.json === true) io.out.write(jsonOf(report))
    return exitCodeOf(report)
  },
}

/** A case that the token carries needs no file, and is checked like one. */
async function scenarioOf(token: ReplayToken, scenarios: readonly Scenario[], text: string): Promise<Scenario> {
  const { packed, target, seed } = token
  if (packed === undefined) return byName('scenario', token.scenario, scenarios, `the token ${text}`)
  const { checkCase } = await import('../../config/counterexample/checkCase.ts')
  const unpacked = unpackCase(packed)
  if (unpacked === undefined) throw new Problem('usage', messages.errors.brokenToken(text))
  const given = checkCase(unpacked, () => `the case in the token ${text}`)
  return foundScenario(given, target, seed)
}

/** Whether this is still the scenario, and whether it went the same way. */
function comparison(
  token: ReplayToken,
  scenario: Scenario,
  { historyHash }: RunReport,
  now: { readonly realTime: boolean; readonly madeBy: string },
): string[] {
  const scenarioNow = scenarioHash(scenario)
  const sameScenario = scenarioNow === token.scenarioHash
  const lines = [verdictLine(words.scenario, token.scenarioHash, scenarioNow)]
  if (historyHash === null) return [...lines, words.notPlayed]
  const historyNow = historyHash.slice(0, token.historyHash.length)
  lines.push(verdictLine(words.history, token.historyHash, historyNow))
  if (historyNow === token.historyHash) return lines
  if (now.realTime) return [...lines, words.realTime]
  if (!sameScenario) return [...lines, '', words.loud.otherScenario]
  return [...lines, '', token.madeBy === now.madeBy ? words.loud.sameCode : words.loud.otherCode]
}

function verdictLine(text: { readonly same: string; readonly other: string }, expected: string, found: string): string {
  return expected === found ? text.same + words.hash(found) : text.other + words.hashes(expected, found)
}
