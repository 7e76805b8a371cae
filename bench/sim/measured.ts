/** What an act cost: CPU of the whole process (collector and compiler threads too), and wall time. */
export interface Cost {
  readonly cpuMs: number
  readonly wallMs: number
}

export async function measured<Value>(act: () => Value | Promise<Value>): Promise<Cost & { readonly value: Value }> {
  const cpuBefore = process.cpuUsage()
  const wallBefore = performance.now()
  const value = await act()
  const wallMs = performance.now() - wallBefore
  const { user, system } = process.cpuUsage(cpuBefore)
  return { value, wallMs, cpuMs: (user + system) / 1000 }
}

export function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)]!
}

/** The rounds' median, and how far a round mostly is from it: the machine's noise. */
export function spread(values: readonly number[]): { median: number; deviation: number; least: number } {
  const middle = median(values)
  return {
    median: middle,
    deviation: median(values.map((value) => Math.abs(value - middle))),
    least: Math.min(...values),
  }
}
