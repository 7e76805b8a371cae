const sampleMs = 5

/**
 * How late this process itself was at worst, in ms: on a busy machine a real-time judge must not blame the client for
 * the harness's own lag. Counted from the first moment to the last: `monitorEventLoopDelay` knows nothing of what comes
 * before its first sample, and a run may well begin with its longest stop.
 */
export function measureEventLoopLag(): { worstMs(): number; stop(): void } {
  let sampledAtMs = performance.now()
  let worstMs = 0
  const sample = () => {
    const nowMs = performance.now()
    worstMs = Math.max(worstMs, nowMs - sampledAtMs)
    sampledAtMs = nowMs
  }
  const timer = setInterval(sample, sampleMs).unref()
  return {
    worstMs: () => {
      sample()
      return worstMs
    },
    stop: () => clearInterval(timer),
  }
}
