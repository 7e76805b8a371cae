import { drive } from './drive.ts'
import { placeEndpoints } from './place.ts'
import type { RunPlan } from './world.ts'
import type { History } from '../history/index.ts'
import type { Clock, Random, Transport } from '../runtime/index.ts'

export interface Stage {
  readonly clock: Clock
  readonly random: Random
  readonly transport: Transport
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
  const { clock, random, transport, history } = stage
  const open = target.open({
    endpoints: placeEndpoints(scenario.upstream, stage.origins, scenario.caller?.keyEnding),
    declared: scenario.expect,
    clock,
    random,
    transport,
    record: (event) => history.record(event),
  })
  const { listenersLeft } = await drive({
    scenario,
    target: open,
    clock,
    random,
    recorder: history,
    patienceMs: stage.patienceMs,
    ...(stage.jumpWallClock === undefined ? {} : { jumpWallClock: stage.jumpWallClock }),
  })
  await open.close()
  const left = { timers: clock.pending(), sockets: transport.busySockets(), listeners: listenersLeft }
  await stage.untilNoticed?.()
  history.record({ type: 'run-quiesced', ...left })
}
