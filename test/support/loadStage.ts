import { expect } from 'vitest'
import type { BenchRecord, CallSample } from '../../src/bench/sample.ts'
import type { BenchCall, BenchClient, MeasuredCall } from '../../src/harness/bench/benchClient.ts'
import type { BenchPlan } from '../../src/harness/bench/benchPlan.ts'
import { driveLoad, type Driven } from '../../src/harness/bench/driveLoad.ts'
import type { Driving } from '../../src/harness/bench/driving.ts'
import { unsettledCall } from '../../src/harness/bench/unmeasured.ts'
import { VirtualClock } from '../../src/runtime/index.ts'
import { benchPlan } from './benchPlan.ts'

const models = ['a', 'b', 'c'].map((id) => ({ id, price: null, pricedOn: null }))

/** A plan of three models whose price nobody knows. */
export const planOf = (plan: Partial<BenchPlan>) => benchPlan({ models, ...plan })

export type Answer = (call: BenchCall, clock: VirtualClock) => Promise<Partial<MeasuredCall>>

/** Answers after so many ms, or fails at once when it is aborted. */
export const after =
  (delayMs: number | ((call: number) => number)): Answer =>
  async ({ call, signal }, clock) => {
    try {
      await clock.sleep(typeof delayMs === 'number' ? delayMs : delayMs(call), signal)
      return { outcome: 'ok-first-try' }
    } catch {
      return { errorClass: 'aborted', reason: 'caller' }
    }
  }

export interface Played {
  readonly driven: Driven
  readonly samples: CallSample[]
  readonly records: BenchRecord[]
  readonly asked: BenchCall[]
}

/** Drives the load of a plan on the virtual clock; a client of `more` takes the place of the one that answers so. */
export async function play(
  plan: Partial<BenchPlan>,
  answer: Answer = after(100),
  more: (clock: VirtualClock) => Partial<Driving> = () => ({}),
): Promise<Played> {
  const clock = new VirtualClock()
  const records: BenchRecord[] = []
  const asked: BenchCall[] = []
  const client: BenchClient = {
    call: async (call) => {
      asked.push(call)
      return {
        ...unsettledCall(0),
        reason: null,
        errorClass: null,
        ...(await answer(call, clock)),
        endedMs: clock.now(),
      }
    },
    close: () => Promise.resolve(),
  }
  const sink = { add: (record: BenchRecord) => void records.push(record) }
  const driven = await clock.run(async () => {
    // A clock is never new where a run begins.
    await clock.sleep(5_000)
    return driveLoad({ plan: planOf(plan), client, sink, clock, ...more(clock) })
  })
  expect(clock.pending()).toBe(0)
  return { driven, records, asked, samples: records.filter((record) => record.type === 'sample') }
}
