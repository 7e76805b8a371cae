import type { CallOutcome, Recorder } from '../history/index.ts'
import { ascending, nextTurn, shapeNamed } from '../load/index.ts'
import { markMessages } from '../protocol/callMarker.ts'
import type { Clock, Random } from '../runtime/index.ts'
import type { Scenario } from '../scenarios/scenario.ts'
import type { OpenTarget, TargetCall } from '../targets/target.ts'
import { CallerSignals } from './callerSignals.ts'

export interface Driving {
  readonly scenario: Scenario
  /** What the caller expects of each call, if the target is held to it. */
  readonly deadlineMs: number | undefined
  /** The instances of the target: one, or those of a fleet. */
  readonly targets: readonly OpenTarget[]
  readonly clock: Clock
  readonly random: Random
  readonly recorder: Recorder
  /** How long after the last start the driver still waits for calls to settle; then it leaves them unsettled. */
  readonly patienceMs: number
  /** The instant after which nothing is waited for, and no call begins. */
  readonly untilMs?: number
  /** Every call is an instance of its own. */
  readonly oneRunPerCall?: boolean
  /** Where the world's wall clock can be set. */
  readonly jumpWallClock?: (byMs: number) => void
}

/** What the caller's abort looks like to the client: the same kind of exception that the platform makes. */
function callerAborted(name: string): DOMException {
  return new DOMException('the caller gave up', name)
}

const question = [
  { role: 'system', content: 'You are a helpful assistant.' },
  { role: 'user', content: 'What do I do while the provider has a bad day?' },
] as const

/** Makes the scenario's calls and takes down what each caller got. Returns the abort listeners that were left behind. */
export async function drive(driving: Driving): Promise<{ listenersLeft: number }> {
  const { scenario, clock, random } = driving
  const { wallJump } = scenario.caller ?? {}
  const { jumpWallClock } = driving
  const jump =
    wallJump && jumpWallClock
      ? clock.timer(wallJump.atMs, () => {
          jumpWallClock(wallJump.byMs)
          driving.recorder.record({ type: 'wall-jumped', byMs: wallJump.byMs })
        })
      : undefined
  const signals = new CallerSignals()
  let nextCall = 0
  // Who closes a client ends its calls: one that is given up until then has not settled by itself.
  const watch: Watch = { isOver: false }
  const start = (caller = nextCall) => driveCall(driving, nextCall++, caller % driving.targets.length, signals, watch)
  const shape = shapeNamed(scenario.load.type)
  const options = scenario.load as never
  const leftMs = () => (driving.untilMs ?? Infinity) - clock.now()
  const isPatientWith = (calls: Promise<unknown>) =>
    settlesWithin(calls, clock, Math.max(0, Math.min(driving.patienceMs, leftMs())))
  if (shape.arrivals === 'open') {
    const calls: Promise<void>[] = []
    const beganAtMs = clock.now()
    for (const atMs of ascending(shape.starts(options, random.stream('arrivals')), shape.type)) {
      const aheadMs = beganAtMs + atMs - clock.now()
      if (aheadMs > leftMs()) break
      if (aheadMs > 0) await clock.sleep(aheadMs)
      calls.push(start())
    }
    await isPatientWith(Promise.all(calls))
  } else {
    const { callers, callsPerCaller, pauseMs, turns } = shape.plan(options)
    const beganAtMs = clock.now()
    const call = async (caller: number) => {
      for (let index = 0; index < callsPerCaller; index += 1) {
        if (index > 0 && pauseMs > 0) await clock.sleep(pauseMs)
        const turnAtMs = nextTurn(turns?.(caller), clock.now() - beganAtMs)
        if (turnAtMs === undefined) return
        const aheadMs = beganAtMs + turnAtMs - clock.now()
        if (aheadMs > leftMs()) return
        if (aheadMs > 0) await clock.sleep(aheadMs)
        if (leftMs() <= 0) return
        // Nobody makes the next call while the last one is out.
        if (!(await isPatientWith(start(caller)))) return
      }
    }
    const all: Promise<void>[] = []
    for (let caller = 0; caller < callers; caller += 1) all.push(call(caller))
    await Promise.all(all)
  }
  jump?.cancel()
  watch.isOver = true
  return { listenersLeft: signals.listenersLeft }
}

/** Waits, but not for ever: a call that never settles is a finding, not a reason to hang. True if all settled. */
function settlesWithin(calls: Promise<unknown>, clock: Clock, patienceMs: number): Promise<boolean> {
  return new Promise((resolve, reject) => {
    const timer = clock.timer(patienceMs, () => resolve(false))
    calls.then(
      () => {
        timer.cancel()
        resolve(true)
      },
      (error: unknown) => {
        timer.cancel()
        reject(error as Error)
      },
    )
  })
}

interface Watch {
  /** Nobody waits any more. */
  isOver: boolean
}

async function driveCall(
  driving: Driving,
  call: number,
  instance: number,
  signals: CallerSignals,
  watch: Watch,
): Promise<void> {
  const { scenario, targets, clock, recorder } = driving
  const controller = signals.open()
  const target = targets[instance]!
  const caller = scenario.caller ?? {}
  const stream = caller.stream === true && target.stream !== undefined
  const deadlineMs = driving.deadlineMs ?? null
  const teller = driving.oneRunPerCall === true ? call : targets.length > 1 ? instance : undefined
  if (teller === undefined) recorder.record({ type: 'call-started', call, stream, deadlineMs })
  else recorder.record({ type: 'call-started', call, stream, deadlineMs, instance: teller })
  const abortTimer =
    caller.abortAtMs === undefined || (call + 1) % (caller.abortEvery ?? 1) !== 0
      ? undefined
      : clock.timer(caller.abortAtMs, () => {
          recorder.record({ type: 'call-aborted', call })
          controller.abort(callerAborted(caller.abortName ?? 'AbortError'))
        })
  const { signal } = controller
  const messages = markMessages(question, call)
  const targetCall: TargetCall =
    caller.maxTokens === undefined
      ? { call, messages, signal }
      : { call, messages, signal, maxTokens: caller.maxTokens }
  let outcome: CallOutcome
  try {
    outcome = stream ? await readStream(driving, target, targetCall) : await target.chat(targetCall)
  } catch (error) {
    outcome = thrownOutcome(error)
  }
  checkOutcome(outcome)
  abortTimer?.cancel()
  if (watch.isOver) return
  recorder.record({ type: 'call-ended', call, outcome })
  signals.close(controller)
}

async function readStream(
  { scenario, recorder, clock }: Driving,
  target: OpenTarget,
  call: TargetCall,
): Promise<CallOutcome> {
  const { stopAfterDeltas: stopAfter = Infinity, readerDelayMs = 0 } = scenario.caller ?? {}
  const stream = target.stream!(call)
  let text = ''
  for (let deltas = 0; ;) {
    const result = await stream.next()
    if (result.done === true) return result.value
    recorder.record({ type: 'call-delta', call: call.call, text: result.value })
    text += result.value
    deltas += 1
    if (deltas >= stopAfter) {
      recorder.record({ type: 'call-left', call: call.call })
      await stream.return({ ok: true, text, model: null })
      return { ok: true, text, model: null }
    }
    // Who gives up does not think on; what the stream then says is its affair.
    if (readerDelayMs > 0) {
      await clock.sleep(readerDelayMs, call.signal).catch(() => undefined)
      recorder.record({ type: 'call-resumed', call: call.call })
    }
  }
}

/** A target without an outcome of its own: what it throws is what its caller gets. */
function thrownOutcome(error: unknown): CallOutcome {
  const message = error instanceof Error ? `${error.name}: ${error.message}` : String(error)
  return { ok: false, errorClass: null, message, status: null, retryAtMs: null }
}

/** A target in plain JavaScript can give back anything; nobody downstream should have to wonder. */
function checkOutcome(outcome: CallOutcome): void {
  const { ok, text, message } = (outcome ?? {}) as { ok?: unknown; text?: unknown; message?: unknown }
  if ((ok === true && typeof text === 'string') || (ok === false && typeof message === 'string')) return
  const found = JSON.stringify(outcome) ?? 'nothing'
  throw new TypeError(
    `the target gave back ${found.slice(0, 200)}; expected { ok: true, text, model } or { ok: false, message, … }`,
  )
}
