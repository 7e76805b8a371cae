import { Child } from '../child.ts'
import type { Figures } from './figures.ts'

/** What the child found. Bytes; `heldBytes` is what the history holds after a full collection. */
export interface HourAnswer {
  readonly attempts: number
  readonly elapsedMs: number
  readonly cpuMs: number
  readonly judgeCpuMs: number
  readonly peakHeapBytes: number
  readonly peakResidentBytes: number
  readonly baseResidentBytes: number
  readonly heldBytes: number
}

const hourChild = new URL('./hourChild.ts', import.meta.url).href

const megabytes = (bytes: number) => bytes / 2 ** 20

/** One virtual hour with 100,000 attempts, in a process of its own: what it holds at most. */
export async function hour(figures: Figures): Promise<void> {
  const child = new Child(hourChild)
  const half = await child.ask<HourAnswer>({ attempts: 50_000 })
  await child.end()
  const other = new Child(hourChild)
  const whole = await other.ask<HourAnswer>({ attempts: 100_000 })
  await other.end()
  figures.title(`one virtual hour: ${whole.attempts} attempts in ${(whole.elapsedMs / 3_600_000).toFixed(2)} h`)
  figures.print('CPU to play', whole.cpuMs / 1000, 's')
  figures.print('CPU to judge', whole.judgeCpuMs / 1000, 's')
  figures.print('peak of the heap, what nobody holds included', megabytes(whole.peakHeapBytes), 'MB')
  figures.print('peak of the process', megabytes(whole.peakResidentBytes), 'MB', {
    more: `(${megabytes(whole.baseResidentBytes).toFixed(0)} MB before the first call)`,
  })
  figures.print('held by the history, after a collection', megabytes(whole.heldBytes), 'MB')
  figures.print('  per attempt', whole.heldBytes / whole.attempts, 'bytes')
  figures.print('  per attempt, of half as many', half.heldBytes / half.attempts, 'bytes')
}
