import { assembleReport } from '../harness/assembleReport.ts'
import type { Provenance } from '../harness/provenance.ts'
import { unplayedRun } from '../harness/judgeRun.ts'
import { countRuns, rehearse } from '../harness/rehearse.ts'
import type { Report, RunReport } from '../harness/report.ts'
import type { History } from '../history/index.ts'
import { messages } from '../messages/index.ts'
import { RealClock } from '../runtime/index.ts'
import type { StopSignal } from './exitCodes.ts'
import type { Io } from './io.ts'
import type { Plan } from './plan.ts'

export interface SessionOptions {
  readonly command: string
  readonly made: Provenance
  /** ISO 8601. */
  readonly startedAt: string
  /** Called for every run that is over, with how many are. */
  onRun(run: RunReport, history: History | undefined, done: number, total: number): void
  /** Called once, when the user asks to stop. */
  onStopping(): void
}

export interface Session {
  readonly report: Report
  /** Set if the user stopped it: then the report is partial. */
  readonly stoppedBy: StopSignal | undefined
}

/** Plays a plan to its end, or until the user stops it; either way the report is complete. */
export async function playSession(plan: Plan, options: SessionOptions, io: Io): Promise<Session> {
  const clock = new RealClock()
  const total = countRuns(plan)
  const done: RunReport[] = []
  let stopListening = () => {}
  let stoppedBy: StopSignal | undefined
  const stop = new Promise<void>((resolve) => {
    stopListening = io.onStop((signal) => {
      stoppedBy = signal
      options.onStopping()
      resolve()
    })
  })
  const playing = rehearse({
    ...plan,
    madeBy: options.made.madeBy,
    onRun: (run, history) => {
      // What is still under way after a stop plays on until the process ends, but is no part of the report.
      if (stoppedBy !== undefined) return
      done.push(run)
      options.onRun(run, history, done.length, total)
    },
  })
  try {
    await Promise.race([playing, stop])
  } finally {
    stopListening()
  }
  const { command, startedAt, made } = options
  const wallMs = Math.round(clock.now())
  const facts = { ...made, command, startedAt, wallMs, seed: plan.seed, interrupted: stoppedBy !== undefined }
  return { report: assembleReport(facts, inOrder(plan, done)), stoppedBy }
}

/** Every run of the plan in its order, whether it came to an end or not. */
function inOrder({ worlds, targets, scenarios, seed, finish }: Plan, done: readonly RunReport[]): RunReport[] {
  const keyOf = ({ world, target, scenario }: Pick<RunReport, 'world' | 'target' | 'scenario'>) =>
    [world, target, scenario].join(' ')
  const byKey = new Map(done.map((run) => [keyOf(run), run]))
  return worlds.flatMap((world) =>
    targets.flatMap((target) =>
      scenarios.map((scenario) => {
        const run = byKey.get(keyOf({ world: world.name, target: target.name, scenario: scenario.name }))
        if (run !== undefined) return run
        const plan = { target, scenario, seed: scenario.seed ?? seed }
        const unplayed = unplayedRun(plan, world, 'left-out', messages.cli.interrupted)
        return finish?.(unplayed) ?? unplayed
      }),
    ),
  )
}
