import { measureEventLoopLag } from '../../src/runtime/index.ts'
import type { Case, Finding } from './case.ts'
import { lagToleranceMs } from './judge.ts'
import { startStage } from './stage.ts'

/** How often a case is played again because this process, not the upstream, was late. */
const mostPlays = 3

const onThisMachine = { start: startStage, measureLag: measureEventLoopLag }

export interface Line extends Finding {
  readonly name: string
  readonly plays: number
  /** How late this process was itself, in the last play. */
  readonly lagMs: number
  readonly held: boolean
}

/**
 * Plays a case until its timing is that of the upstream and not of a late machine. A machine that is late each time does
 * not pass: its last finding stands.
 */
export async function playCase(
  owed: Case,
  { start, measureLag }: { start: typeof startStage; measureLag: typeof measureEventLoopLag } = onThisMachine,
): Promise<Line> {
  for (let plays = 1; ; plays += 1) {
    const stage = await start(owed.script)
    const lag = measureLag()
    const finding = await owed.play(stage).catch((error: Error) => broken(error))
    const lagMs = lag.worstMs()
    lag.stop()
    await stage.close()
    const machineWasLate = finding.wrong.length === 0 && finding.untimely.length > 0 && lagMs > lagToleranceMs
    if (machineWasLate && plays < mostPlays) continue
    const held = finding.wrong.length === 0 && finding.untimely.length === 0
    return { ...finding, name: nameOf(owed), plays, lagMs, held }
  }
}

const broken = (error: Error): Finding => ({
  saw: 'an error',
  wrong: [`${error.name}: ${error.message}`],
  untimely: [],
})

function nameOf({ fault: { type, ...options }, variant }: Case): string {
  const written = Object.keys(options).length === 0 ? '' : ` ${JSON.stringify(options)}`
  return `${type}${written}${variant === '' ? '' : `, ${variant}`}`
}
