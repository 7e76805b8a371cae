// The tokens of docs/explored.md and the days of fixtures/counterexamples: each is played again, under whatever Node this
// is, and its history held against the hash that was written down. Prints a line for each that differs, and how many did.
import { readFileSync } from 'node:fs'
import { counterexampleScenario, foundScenario } from '../src/harness/counterexample/counterexample.ts'
import { ownCounterexamples } from '../src/harness/counterexample/ownCounterexamples.ts'
import { readToken } from '../src/harness/token.ts'
import { unpackCase } from '../src/harness/token/packCase.ts'
import { virtual } from '../src/harness/worlds/virtual.ts'
import type { Scenario } from '../src/scenarios/scenario.ts'
import { targets } from '../src/targets/index.ts'

export interface WrittenDay {
  /** For a reader. */
  readonly name: string
  readonly target: string
  readonly scenario: Scenario
  readonly seed: number
  /** First digits, or all. */
  readonly historyHash: string
}

export function writtenDays(): WrittenDay[] {
  const page = readFileSync(new URL('../docs/explored.md', import.meta.url), 'utf8')
  const ofPage = [...page.matchAll(/^`npx brownout replay (\S+)`$/gm)].map(([, text]): WrittenDay => {
    const token = readToken(text!)
    const given = token?.packed === undefined ? undefined : unpackCase(token.packed)
    if (token === undefined || given === undefined)
      throw new Error(`docs/explored.md holds a token that is none: ${text}`)
    const { target, seed, historyHash } = token
    const scenario = foundScenario(given as never, target, seed)
    return { name: `${target} ${scenario.name}`, target, scenario, seed, historyHash }
  })
  const ofFiles = ownCounterexamples().map((day): WrittenDay => {
    const { name, target, seed, historyHash } = day
    return { name: `${target} ${name}`, target, scenario: counterexampleScenario(day), seed, historyHash }
  })
  return [...ofPage, ...ofFiles]
}

/** The history's hash, as far as it was written down; undefined where the target is none of ours. */
export async function playedAgain({
  target: name,
  scenario,
  seed,
  historyHash,
}: WrittenDay): Promise<string | undefined> {
  const target = targets.find((one) => one.name === name)
  if (target === undefined) return undefined
  const { history } = await virtual.play({ target, scenario, seed })
  return history.hash().slice(0, historyHash.length)
}

if (process.argv[1] === new URL(import.meta.url).pathname) {
  const days = writtenDays()
  let differ = 0
  for (const day of days) {
    const hash = await playedAgain(day)
    if (hash === day.historyHash) continue
    differ += 1
    console.log(`${day.name}: ${hash ?? 'there is no such target'}, written down was ${day.historyHash}`)
  }
  console.log(`${days.length - differ} of ${days.length} days went the same way`)
  process.exitCode = differ === 0 && days.length > 0 ? 0 : 1
}
