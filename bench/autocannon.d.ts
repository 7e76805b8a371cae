/** As much of autocannon 9 as the scripts here use; the package brings no types. */
declare module 'autocannon' {
  interface Options {
    url: string
    method: 'POST'
    headers: Record<string, string>
    body: string
    connections: number
    pipelining: number
    /** In seconds; fractions count. */
    duration: number
    /** Requests a second, of all connections together. */
    overallRate?: number
    /** Its correction for coordinated omission is on with a rate unless this is set. */
    ignoreCoordinatedOmission?: boolean
  }
  interface Result {
    /** In ms. */
    latency: { p50: number; p90: number; p99: number }
    /** In seconds, to the hundredth. */
    duration: number
    '2xx': number
    non2xx: number
    errors: number
    timeouts: number
  }
  export default function autocannon(options: Options): Promise<Result>
}
