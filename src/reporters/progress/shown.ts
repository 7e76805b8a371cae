import type { Histogram } from '../../bench/histogram.ts'

/** The latency that so many are not above (nearest rank), for the eye; undefined of none. */
export function quantileOf(latencies: Histogram, share: number): number | undefined {
  return latencies.total === 0 ? undefined : latencies.atRank(Math.max(1, Math.ceil(share * latencies.total)))
}

/** A latency in five characters or so: `4.2ms`, `310ms`, `1.9s`, `61s`. */
export function shownLatency(latencyMs: number | undefined): string {
  if (latencyMs === undefined) return '-'
  if (latencyMs < 9.95) return `${latencyMs.toFixed(1)}ms`
  if (latencyMs < 999.5) return `${Math.round(latencyMs)}ms`
  if (latencyMs < 59_950) return `${(latencyMs / 1000).toFixed(1)}s`
  return `${Math.round(latencyMs / 1000)}s`
}

/** A time that goes by: `0:42`, `1:05:09`. */
export function shownTime(elapsedMs: number): string {
  const seconds = Math.max(0, Math.round(elapsedMs / 1000))
  const [hours, minutes] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60]
  const tail = String(seconds % 60).padStart(2, '0')
  return hours === 0 ? `${minutes}:${tail}` : `${hours}:${String(minutes).padStart(2, '0')}:${tail}`
}

/** `0.0117`, `12.40`: four digits behind the point where money is small. */
export function shownUsd(usd: number): string {
  return usd >= 10 ? usd.toFixed(2) : usd.toFixed(4)
}

/** `27`, `48k`, `1.2M`: in at most four characters. */
export function shownCount(count: number): string {
  if (count < 10_000) return String(count)
  if (count < 999_500) return `${Math.round(count / 1000)}k`
  return `${(count / 1_000_000).toFixed(1)}M`
}
