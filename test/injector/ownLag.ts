/** How often this process looks whether it is on time, ms. */
const sampleMs = 2

/**
 * How long this process itself stood still between two instants, ms: whatever it was to send or to receive then came that
 * much later through no fault of the upstream.
 */
export interface OwnLag {
  between(fromMs: number, untilMs: number): number
  stop(): void
}

/** Begins to watch this process. Instants are those of `performance.now()`. */
export function watchOwnLag(): OwnLag {
  const stops: { readonly fromMs: number; readonly toMs: number }[] = []
  let sampledAtMs = performance.now()
  const sample = () => {
    const nowMs = performance.now()
    if (nowMs - sampledAtMs > 2 * sampleMs) stops.push({ fromMs: sampledAtMs, toMs: nowMs })
    sampledAtMs = nowMs
  }
  const timer = setInterval(sample, sampleMs)
  return {
    between: (fromMs, untilMs) => {
      sample()
      return stops.reduce((sum, { fromMs: stopped, toMs }) => {
        const within = Math.min(toMs, untilMs) - Math.max(stopped, fromMs)
        return sum + Math.max(0, within)
      }, 0)
    },
    stop: () => clearInterval(timer),
  }
}
