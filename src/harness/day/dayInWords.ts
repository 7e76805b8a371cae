import { messages } from '../../messages/index.ts'
import type { Scenario } from '../../scenarios/scenario.ts'
import { policyInWords } from './policyInWords.ts'
import { scriptInWords } from './scriptInWords.ts'

const words = messages.day

/** A scenario in a few lines that a reader takes in at a glance. */
export interface Day {
  /** A line for each model or origin that is bent, then the healthy ones. */
  readonly upstream: readonly string[]
  readonly calls: string
  /** What the target was told to keep; null where that was nothing. */
  readonly policy: string | null
}

export function dayInWords({ upstream, load, caller, expect, instances = 1 }: Scenario): Day {
  const { type, ...options } = load
  const given = Object.entries(options).map(([name, value]) => words.option(name, String(value)))
  const calls = [
    ...(instances > 1 ? [words.instances(instances)] : []),
    words.load(type, given),
    ...callerInWords(caller),
  ].join(', ')
  return { upstream: scriptInWords(upstream), calls, policy: policyInWords(expect) }
}

function callerInWords(caller: Scenario['caller'] = {}): string[] {
  const { stream, abortAtMs, abortEvery = 1, stopAfterDeltas, readerDelayMs, maxTokens, keyEnding, wallJump } = caller
  return [
    ...(stream === true ? [words.caller.stream] : []),
    ...(abortAtMs === undefined ? [] : [words.caller.aborts(abortAtMs, abortEvery)]),
    ...(stopAfterDeltas === undefined ? [] : [words.caller.leaves(stopAfterDeltas)]),
    ...(readerDelayMs === undefined ? [] : [words.caller.reads(readerDelayMs)]),
    ...(maxTokens === undefined ? [] : [words.caller.maxTokens(maxTokens)]),
    ...(keyEnding === undefined ? [] : [words.caller.keyEnding]),
    ...(wallJump === undefined ? [] : [words.caller.wallJump(wallJump.byMs)]),
  ]
}
