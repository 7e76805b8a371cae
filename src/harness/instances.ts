import type { Random, Transport } from '../runtime/index.ts'
import type { Scenario } from '../scenarios/scenario.ts'
import type { OpenTarget, Target } from '../targets/target.ts'
import type { Stage } from './perform.ts'
import { placeEndpoints } from './place.ts'

/** One client as a process has it: with a memory, with chances and with connections of its own. */
export interface Instance {
  readonly open: OpenTarget
  readonly transport: Transport
}

/** Opens the target as often as the scenario says. Each instance of several says in its events which one it is. */
export function openInstances(target: Target, scenario: Scenario, stage: Stage): readonly Instance[] {
  const { upstream, caller, expect, instances = 1 } = scenario
  const { clock, random, history } = stage
  const endpoints = placeEndpoints(upstream, stage.origins, { keyEnding: caller?.keyEnding, salt: stage.keySalt })
  const isOne = instances === 1
  const opened: Instance[] = []
  for (let instance = 0; instance < instances; instance += 1) {
    const transport = stage.openTransport()
    const open = target.open({
      endpoints,
      declared: expect,
      clock,
      random: isOne ? random : randomOf(instance, random),
      transport,
      trust: stage.trust,
      record: (event) => history.record(isOne ? event : { ...event, instance }),
    })
    opened.push({ open, transport })
  }
  return opened
}

/** What two instances draw for the same purpose has nothing to do with each other: or a fleet would act as one. */
function randomOf(instance: number, random: Random): Random {
  return {
    stream: (...key) => random.stream('instance', instance, ...key),
    identity: (...key) => random.identity('instance', instance, ...key),
  }
}
