// The highest rate without lag, and what of it is the machine's doing.
import type { GeneratorFigures } from './loadGenerator.ts'

/** Of autocannon's closed loop, the rates that are tried, one after the other until one is too much. */
const shares = [0.2, 0.4, 0.6, 0.8, 0.9, 1, 1.1, 1.2, 1.4, 1.6, 1.8, 2, 2.2]
/** Of the time in which a process could run: one that waited longer for a CPU was slow for other programs' sake. */
const mostCpuWait = 0.05
/** So often a rate is tried anew that was too much while other programs had the CPU. */
const mostTries = 5

export interface Found {
  /** The highest rate at which nothing was dropped or failed, and p99 of the start lag was below the limit; 0 if there is none. */
  readonly perSecond: number
  /** The next one was too much for the machine, as far as one can tell, and not for the generator. */
  readonly isNoisy: boolean
}

interface Waiting {
  /** Of the time in which a process could run, the share in which it waited for a CPU; null where nobody counts. */
  readonly cpuWait: number | null
}

/** Plays until nothing disturbs it, but not for ever: what was slow for others' sake is nothing to be measured against. */
export async function undisturbed<Figures extends Waiting>(
  play: () => Promise<Figures>,
): Promise<Figures & { readonly isNoisy: boolean }> {
  let figures = await play()
  for (let nth = 1; nth < mostTries && isDisturbed(figures); nth += 1) figures = await play()
  return { ...figures, isNoisy: isDisturbed(figures) }
}

function isDisturbed({ cpuWait }: Waiting): boolean {
  return cpuWait !== null && cpuWait > mostCpuWait
}

/** Rates rise until one is too much twice: one slip may be the machine's. */
export async function mostWithoutLag(
  play: (perSecond: number) => Promise<GeneratorFigures>,
  base: number,
  mostLagMs: number,
): Promise<Found> {
  let perSecond = 0
  for (const share of shares) {
    const rate = Math.round(base * share)
    const outcome = await tried(() => play(rate), mostLagMs)
    if (outcome !== 'held') return { perSecond, isNoisy: outcome === 'disturbed' }
    perSecond = rate
  }
  return { perSecond, isNoisy: false }
}

async function tried(
  play: () => Promise<GeneratorFigures>,
  mostLagMs: number,
): Promise<'held' | 'too much' | 'disturbed'> {
  let slips = 0
  for (let nth = 0; nth < mostTries; nth += 1) {
    const figures = await play()
    const { startLagP99Ms, dropped, failed } = figures
    if (startLagP99Ms < mostLagMs && dropped === 0 && failed === 0) return 'held'
    if (!isDisturbed(figures) && (slips += 1) === 2) return 'too much'
  }
  return 'disturbed'
}
