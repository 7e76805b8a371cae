import { History } from '../history/index.ts'
import { CountedClock, createRandom, VirtualClock, VirtualRunaway, type Transport } from '../runtime/index.ts'
import { inPatchedProcess, isSettled, machineDate, MemoryNetwork } from '../runtime/patched/index.ts'
import { memoryPorts, startWireUpstream, WireAuthority } from '../upstream/wire/index.ts'
import { perform } from './perform.ts'
import { credentialNames } from './place.ts'
import { patienceMs, toleranceMs, untilNone } from './realTime.ts'
import type { Played, RunPlan } from './world.ts'

/** Far beyond what a client does in the time that a driver waits for it. */
const limits = { maxEvents: 1_000_000 }

/** Long enough for what a client puts away a moment after its last call: undici looks every half second. */
const afterwardsMs = 2_000

/** Certificates are judged by OpenSSL, which asks the machine what day it is; one authority serves all runs. */
const authority = new WireAuthority(machineDate)

/** Nobody sends through it: the target has a network of its own. */
const noTransport: Transport = {
  send: () => Promise.reject(new Error('a target with a network of its own sends through that')),
  busySockets: () => 0,
  close: () => Promise.resolve(),
}

/**
 * One run of a target with a network, a clock and chances of its own, in virtual time: this process's are lent to it, its
 * connections are made in memory, and at their other end is the upstream of real sockets.
 */
export async function playInMemory(plan: RunPlan): Promise<Played> {
  await plan.target.prepare?.()
  const { upstream: script } = plan.scenario
  const clock = new VirtualClock(limits)
  const network = new MemoryNetwork(clock, (error) => clock.fail(error as Error))
  const history = new History(() => clock.now())
  const random = createRandom(plan.seed)
  const bugs: unknown[] = []
  const isAtRest = (ownImmediates: number) => !network.isBusy && isSettled(ownImmediates)
  let elapsedMs = 0
  const play = async () => {
    const runtime = { clock, random, recorder: history, onBug: (error: unknown) => void bugs.push(error) }
    const options = { network: memoryPorts(network), authority }
    const upstream = await startWireUpstream(script, runtime, credentialNames(script), options)
    await perform(plan, {
      clock: new CountedClock(clock),
      random,
      openTransport: () => noTransport,
      history,
      origins: upstream.origins,
      patienceMs: patienceMs(plan),
      ...(plan.timeLimitMs === undefined ? {} : { untilMs: plan.timeLimitMs }),
      jumpWallClock: (byMs) => clock.jumpWallClock(byMs),
      ...(upstream.certificateAuthority === undefined ? {} : { trust: upstream.certificateAuthority }),
      untilNoticed: () => untilNone(clock, () => upstream.openSockets()),
    })
    elapsedMs = clock.now()
    await upstream.close()
  }
  await inPatchedProcess({ clock, network, random: random.stream('process') }, async () => {
    await clock.run(play, isAtRest).catch((error: unknown) => {
      // A client that never comes to rest is a finding: what it did so far is judged.
      if (!(error instanceof VirtualRunaway)) throw error
      elapsedMs = clock.now()
    })
    const seen = history.events.length
    network.closeNearEnds()
    await clock.run(() => clock.sleep(afterwardsMs), isAtRest).catch(() => {})
    // What a call comes to after its run is nobody's business any more.
    history.events.length = seen
  })
  if (bugs.length > 0) throw bugs[0]
  return { history, elapsedMs, toleranceMs: toleranceMs(0) }
}
