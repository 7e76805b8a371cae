import { monitorEventLoopDelay } from 'node:perf_hooks'

/**
 * How late this process itself was at worst, in ms: on a busy machine a real-time judge must not blame the client for
 * the harness's own lag.
 */
export function measureEventLoopLag(): { worstMs(): number; stop(): void } {
  const histogram = monitorEventLoopDelay({ resolution: 5 })
  histogram.enable()
  return {
    worstMs: () => (histogram.max > 0 ? histogram.max / 1e6 : 0),
    stop: () => void histogram.disable(),
  }
}
