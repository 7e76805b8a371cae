/** As much of autocannon 9 as `upstreamLoad.ts` uses; the package brings no types. */
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
  }
  interface Result {
    /** In seconds, to the hundredth. */
    duration: number
    '2xx': number
    non2xx: number
    errors: number
    timeouts: number
  }
  export default function autocannon(options: Options): Promise<Result>
}
