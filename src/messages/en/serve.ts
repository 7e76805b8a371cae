import type { ProblemText } from './errors/problemText.ts'
import { count, duration, list, number } from '../format.ts'

/** What `brownout serve` says. */
export const serve = {
  healthy: 'a healthy upstream',
  /** What is served. */
  intro: (what: string, seed: number) => `Serving ${what}, seed ${seed}.`,
  place: (baseUrl: string, models: readonly string[]) => `${baseUrl}  ${list(models, 6)}`,
  loopbackOnly: 'Only programs of this machine reach it.',
  exposed: 'Other machines reach it. Every request needs the token.',
  variables: 'For your client:',
  steering: 'For a program that steers it:',
  judging: 'Judging: ^C prints the verdict.',
  stopWith: '^C stops it.',
  ownToken: 'the value of BROWNOUT_TOKEN',

  exchange: {
    nothing: 'nothing',
    ended: {
      complete: '',
      reset: 'then a reset',
      fin: 'then a close',
      goaway: 'then a GOAWAY',
      'rst-stream': 'then an RST_STREAM',
      'client-left': 'client left',
      open: 'still open',
    },
    took: (ms: number) => duration(ms),
    characters: (value: number) => count(value, 'character'),
    stream: 'stream',
    arrow: '->',
  },
  connectionFailed: (origin: string, code: string) => `connection to ${origin} failed: ${code}`,

  /** Sent to clients: plain, and without a name that came from them. */
  access: {
    fromPage: 'web pages are not let in: this upstream is for programs',
    noToken: 'the control API needs the token that brownout serve printed: Authorization: Bearer …',
    noTokenForAll: 'the API key is the token that brownout serve printed: Authorization: Bearer …',
  },
  control: {
    /** What an error calls a script that was put. */
    putScript: 'the script',
    noPath: (root: string, all: readonly string[]) => `there is no such path below ${root}; there are ${list(all)}`,
    otherMethod: (method: string, path: string) => `use ${method} for ${path}`,
    noName: (where: string): ProblemText => ({
      what: 'The body names no scenario.',
      where,
      mend: 'Send JSON like { "name": "storm-short" }.',
    }),
    noNumber: (name: string, value: string, where: string): ProblemText => ({
      what: `${name} is "${value}", expected a whole number from 0.`,
      where,
      mend: `For example: ?${name}=0`,
    }),
  },
  verdict: {
    none: 'Nothing was judged: no request came.',
    sum: (exchanges: number, calls: number, held: number, broke: number) =>
      `Judged ${count(exchanges, 'exchange')}${calls > 0 ? ` of ${count(calls, 'call')}` : ''}: ` +
      `${count(held, 'rule')} held, ${number(broke)} broke.`,
    unknown: (rules: number) => `${count(rules, 'rule')} could not be judged from the wire alone:`,
    noMarkers:
      'No request had a marker like [[call:1]] in its last user message: without it nobody knows which requests belong ' +
      'to one call.',
    leftOut: (events: number, most: number) =>
      `Only the first ${number(most)} events were judged; ${number(events)} came after them.`,
    held: 'held:',
  },
}
