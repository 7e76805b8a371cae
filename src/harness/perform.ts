import { drive } from './drive.ts'
import { heldTo } from './heldTo.ts'
import { openInstances } from './instances.ts'
import type { RunPlan } from './world.ts'
import type { Recorder } from '../history/index.ts'
import type { Clock, Random, Transport } from '../runtime/index.ts'
import type { OpenTarget } from '../targets/target.ts'

export interface Stage {
  readonly clock: Clock
  readonly random: Random
  /** The network as an instance of the client has it: none shares its connections with another. */
  readonly openTransport: () => Transport
  readonly history: Recorder
  /** Script origin to URL origin. */
  readonly origins: ReadonlyMap<string, string>
  readonly patienceMs: number
  /** The instant on `clock` after which nothing is waited for any more, whatever `patienceMs` says. */
  readonly untilMs?: number
  /** What makes the keys of this run, where nobody else is to know them. */
  readonly keySalt?: string
  /** The authority (PEM) of the upstream's certificates, where it speaks TLS on real sockets. */
  readonly trust?: string
  /** Makes the wall clock jump, where the world can. */
  readonly jumpWallClock?: (byMs: number) => void
  /** Every call is over, or given up: the target is about to be closed. */
  readonly onCallsOver?: () => void
  /** Waits until the upstream has noticed that the client is gone: what it saw last belongs into the history. */
  readonly untilNoticed?: () => Promise<void>
}

/** One run, whatever the world: open the target, make the calls, close it, take down what was left behind. */
export async function perform({ target, scenario }: RunPlan, stage: Stage): Promise<void> {
  const { clock, random, history } = stage
  const instances = openInstances(target, scenario, stage)
  const targets = instances.map(({ open }) => open)
  let listenersLeft: number
  try {
    await Promise.all(targets.map(async (open) => open.ready?.()))
    ;({ listenersLeft } = await drive({
      scenario,
      deadlineMs: heldTo(target, scenario).deadlineMs,
      targets,
      oneRunPerCall: target.oneRunPerCall === true,
      clock,
      random,
      recorder: history,
      patienceMs: stage.patienceMs,
      ...(stage.untilMs === undefined ? {} : { untilMs: stage.untilMs }),
      ...(stage.jumpWallClock === undefined ? {} : { jumpWallClock: stage.jumpWallClock }),
    }))
  } finally {
    stage.onCallsOver?.()
    // Whatever went wrong: a program is not left running.
    await Promise.all(targets.map((open) => open.close()))
  }
  const sockets = instances.reduce((sum, { transport }) => sum + transport.busySockets(), 0)
  const left = { timers: clock.pending(), sockets, listeners: listenersLeft }
  await stage.untilNoticed?.()
  const permits = scenario.expect.maxConcurrent === undefined ? undefined : permitsOf(targets)
  history.record({ type: 'run-quiesced', ...left, ...(permits === undefined ? {} : { permits }) })
}

/** Undefined where the target does not count them. */
function permitsOf(targets: readonly OpenTarget[]): number | undefined {
  return targets.reduce<number | undefined>((sum, target) => {
    const held = target.permitsHeld?.()
    return held === undefined ? sum : (sum ?? 0) + held
  }, undefined)
}
