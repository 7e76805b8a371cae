import type { Case, Finding } from './case.ts'
import { startStage } from './stage.ts'

/** A play that is untimely in a process that stood still for longer, in all, shows that process, not the upstream, ms. */
export const calmMs = 15
/** A play in a process that stood still for longer, or for half of it, says nothing about time, ms. */
export const lateMachineMs = 100

/** Characters of a fault's options in a name. */
const mostOfOptions = 120

/** What came of one play of a case. */
export interface Play extends Finding {
  readonly name: string
  /** How long this process stood still meanwhile, ms. */
  readonly lagMs: number
  readonly held: boolean
  /** Nothing was wrong, but this process was late itself: another play may tell more. */
  readonly inDoubt: boolean
}

type OpenStage = Awaited<ReturnType<typeof startStage>>

export async function playCase(owed: Case, start: typeof startStage = startStage): Promise<Play> {
  return playOn(await start(owed.script), owed)
}

/** Plays a case on a stage of its own, and takes that down. */
export async function playOn(stage: OpenStage, owed: Case): Promise<Play> {
  const startedAtMs = performance.now()
  const finding = await owed.play(stage).catch((error: Error) => broken(error))
  const endedAtMs = performance.now()
  const lagMs = stage.ownLag.between(startedAtMs, endedAtMs)
  const mostMs = Math.max(lateMachineMs, (endedAtMs - startedAtMs) / 2)
  await stage.close()
  const { wrong } = finding
  const tooLate = lagMs > mostMs ? [`this process stood still for ${lagMs.toFixed(0)} ms: no word about time`] : []
  const untimely = [...finding.untimely, ...tooLate]
  const timely = untimely.length === 0
  return {
    ...finding,
    untimely,
    name: nameOf(owed),
    lagMs,
    held: wrong.length === 0 && timely,
    inDoubt: wrong.length === 0 && !timely && lagMs > calmMs,
  }
}

const broken = (error: Error): Finding => ({
  saw: 'an error',
  wrong: [`${error.name}: ${error.message}`],
  untimely: [],
})

export function nameOf({ fault: { type, ...options }, variant }: Case): string {
  const json = JSON.stringify(options)
  const short = json.length > mostOfOptions ? `${json.slice(0, mostOfOptions)}…` : json
  const written = Object.keys(options).length === 0 ? '' : ` ${short}`
  return `${type}${written}${variant === '' ? '' : `, ${variant}`}`
}
