import { catalogue as faults, type Script } from '../faults/index.ts'
import { catalogue as invariants, type Invariant } from '../invariants/index.ts'
import { messages } from '../messages/index.ts'
import { worldNames, type CallerScript, type Scenario } from '../scenarios/index.ts'
import { programSurvives } from '../targets/exec/programSurvives.ts'
import type { Target, TargetAbout } from '../targets/index.ts'
import type { Inventory } from './inventory.ts'

const words = messages.cli.topic
const { labels } = words

/** What `brownout help` says of one thing. */
export interface Topic {
  readonly name: string
  readonly title: string
  /** Label and text. */
  readonly facts: readonly (readonly [string, string])[]
}

export function topicsOf(inventory: Inventory): Topic[] {
  const { scenarios, targets, targetGroups, ownInvariants } = inventory
  return [
    ...[...Object.values(invariants), programSurvives, ...ownInvariants].map((one) => invariantTopic(one, scenarios)),
    ...scenarios.map(scenarioTopic),
    ...Object.values(faults).map((one) => faultTopic(one, scenarios)),
    ...targets.map((one) => targetTopic(one, targetGroups)),
  ]
}

function invariantTopic(invariant: Invariant, scenarios: readonly Scenario[]): Topic {
  const { name, requirement, source, strength, vantage } = invariant
  const testing = scenarios.filter(({ exercises }) => exercises.includes(name))
  return {
    name,
    title: words.title(name, words.kinds.invariant),
    facts: [
      [labels.requirement, requirement],
      [labels.source, source],
      [labels.strength, words.strengthWhy[strength]],
      [labels.vantage, words.vantage[vantage]],
      [labels.exercisedBy, namesOf(testing)],
    ],
  }
}

function scenarioTopic(scenario: Scenario): Topic {
  const { name, family, requirement, source, strength, upstream, load, caller, instances, exercises, worlds } = scenario
  const faultTypes = [...faultsOf(upstream)]
  return {
    name,
    title: words.title(name, words.kinds.scenario),
    facts: [
      [labels.requirement, requirement],
      [labels.source, source],
      [labels.strength, words.strengthWhy[strength]],
      [labels.family, family],
      [labels.faults, faultTypes.join(', ') || words.none],
      [labels.load, loadText(load)],
      ...(caller === undefined ? [] : [[labels.caller, callerText(caller)] as const]),
      ...(instances === undefined ? [] : [[labels.instances, String(instances)] as const]),
      [labels.exercises, exercises.join(', ') || words.none],
      [labels.worlds, (worlds ?? worldNames).join(', ')],
      [labels.play, `npx brownout test ${name}`],
    ],
  }
}

function faultTopic(fault: (typeof faults)[keyof typeof faults], scenarios: readonly Scenario[]): Topic {
  const { type, doc, source, on } = fault
  return {
    name: type,
    title: words.title(type, words.kinds.fault),
    facts: [
      [labels.does, doc],
      [labels.source, source],
      [labels.bends, words.bends[on]],
      [labels.usedBy, namesOf(scenarios.filter(({ upstream }) => faultsOf(upstream).has(type)))],
    ],
  }
}

function targetTopic(target: Target, groups: Inventory['targetGroups']): Topic {
  const { name, doc, vantage, supports, about, network } = target
  const able = (['stream', 'abort', 'policy'] as const).filter((ability) => supports[ability])
  const partOf = Object.keys(groups).filter((group) => groups[group]!.includes(target))
  return {
    name,
    title: words.title(name, words.kinds.target),
    facts: [
      [labels.does, doc],
      [labels.vantage, words.vantage[vantage]],
      [labels.supports, able.map((ability) => words.supports[ability]).join(', ') || words.supports.plain],
      ...(partOf.length === 0 ? [] : [[labels.partOf, partOf.join(', ')] as const]),
      ...(about === undefined ? [] : aboutFacts(about)),
      [labels.play, `npx brownout test --target ${name}${network === undefined ? '' : ' --world loopback'}`],
    ],
  }
}

function aboutFacts({ package: from, version, language, timeoutMs, timeoutOption, configuration }: TargetAbout) {
  const limit = timeoutMs === null ? words.noTimeout : `${timeoutMs} ms`
  return [
    [labels.package, `${from} ${version() ?? words.notInstalled}, ${language}`],
    [labels.timeout, `${limit}: ${timeoutOption}`],
    [labels.configuration, configuration],
  ] as const
}

function faultsOf({ models, origins = {} }: Script): Set<string> {
  const rules = [...Object.values(models).flat(), ...Object.values(origins).flatMap(({ rules: own = [] }) => own)]
  return new Set(rules.map(({ fault }) => fault.type))
}

function loadText({ type, ...options }: Scenario['load']): string {
  return [type, ...Object.entries(options).map(([option, value]) => `${option} ${JSON.stringify(value)}`)].join(', ')
}

function callerText({ stream, abortAtMs, stopAfterDeltas, maxTokens, keyEnding, wallJump }: CallerScript): string {
  const { caller } = words
  return [
    ...(stream === true ? [caller.stream] : []),
    ...(abortAtMs === undefined ? [] : [caller.abort]),
    ...(stopAfterDeltas === undefined ? [] : [caller.leaves]),
    ...(maxTokens === undefined ? [] : [caller.maxTokens]),
    ...(keyEnding === undefined ? [] : [caller.key]),
    ...(wallJump === undefined ? [] : [caller.jump]),
  ].join(', ')
}

function namesOf(scenarios: readonly Scenario[]): string {
  return scenarios.map(({ name }) => name).join(', ') || words.none
}
