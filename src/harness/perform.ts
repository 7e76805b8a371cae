import { drive } from './drive.ts'
import { heldTo } from './heldTo.ts'
import { openInstances } from './instances.ts'
import type { RunPlan } from './world.ts'
import type { History } from '../history/index.ts'
import type { Clock, Random, Transport } from '../runtime/index.ts'
import type { OpenTarget } from '../targets/target.ts'

export interface Stage {
  readonly clock: Clock
  readonly random: Random
  /** The network as an instance of the client has it: none shares its connections with another. */
  readonly openTransport: () => Transport
  readonly history: History
  /** Script origin to URL origin. */
  readonly origins: ReadonlyMap<string, string>
  readonly patienceMs: number
  /** Makes the wall clock jump, where the world can. */
  readonly jumpWallClock?: (byMs: number) => void
  /** Waits until the upstream has noticed that the client is gone: what it saw last belongs into the history. */
  readonly untilNoticed?: () => Promise<void>
}

/** One run, whatever the world: open the target, make the calls, close it, take down what was left behind. */
export async function perform({ target, scenario }: RunPlan, stage: Stage): Promise<void> {
  const { clock, random, history } = stage
  const instances = openInstances(target, scenario, stage)
  const { listenersLeft } = await drive({
    scenario: { ...scenario, expect: heldTo(target, scenario.expect) },
    targets: instances.map(({ open }) => open),
    clock,
    random,
    recorder: history,
    patienceMs: stage.patienceMs,
    ...(stage.jumpWallClock === undefined ? {} : { jumpWallClock: stage.jumpWallClock }),
  })
  await Promise.all(instances.map(({ open }) => open.close()))
  const sockets = instances.reduce((sum, { transport }) => sum + transport.busySockets(), 0)
  const left = { timers: clock.pending(), sockets, listeners: listenersLeft }
  await stage.untilNoticed?.()
  const permits = scenario.expect.maxConcurrent === undefined ? undefined : permitsOf(instances.map(({ open }) => open))
  history.record({ type: 'run-quiesced', ...left, ...(permits === undefined ? {} : { permits }) })
}

/** Undefined where the target does not count them. */
function permitsOf(targets: readonly OpenTarget[]): number | undefined {
  return targets.reduce<number | undefined>((sum, target) => {
    const held = target.permitsHeld?.()
    return held === undefined ? sum : (sum ?? 0) + held
  }, undefined)
}
