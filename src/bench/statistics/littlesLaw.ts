/**
 * How far mean calls in flight, as they were counted, are from arrivals per second times mean time under way: |L - lambda W| / L.
 * A generator that loses calls, or a clock that is wrong, breaks it. Source: Little, Oper. Res. 9 (1961).
 */
export function littlesLawGap(meanInFlight: number, callsPerSecond: number, meanSeconds: number): number {
  if (!(meanInFlight > 0)) return NaN
  return Math.abs(meanInFlight - callsPerSecond * meanSeconds) / meanInFlight
}
