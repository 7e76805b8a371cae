import { count, duration, list, number } from '../format.ts'

/** A scenario as a reader takes it in: what the upstream does, how it is called, what its caller was promised. */
export const day = {
  labels: { upstream: 'upstream', calls: 'calls', policy: 'policy' },
  healthy: (models: readonly string[]) => `${list(models, 4)}: as on a good day`,
  rules: (name: string, rules: readonly string[]) => `${name}: ${rules.join('; then ')}`,
  origin: (name: string, models: readonly string[], traits: readonly string[]) =>
    `${name} (${[list(models, 3), ...traits].join(', ')})`,
  key: (name: string) => `key ${name}`,
  tls: 'TLS',
  http2: 'HTTP/2',
  when: {
    always: 'always',
    first: (requests: number) => (requests === 1 ? 'the first time' : `the first ${number(requests)} times`),
    after: (requests: number) => (requests === 0 ? 'always' : `from request ${number(requests + 1)} on`),
    during: (fromMs: number, toMs: number) => `from ${duration(fromMs)} to ${duration(toMs)}`,
    probability: (chance: number) => `${number(Math.round(chance * 1000) / 10)} % of the time`,
  },
  bent: (when: string, fault: string, options: readonly string[]) => [`${when} ${fault}`, ...options].join(' '),
  option: (name: string, value: string) => `${name}=${value}`,

  instances: (instances: number) => count(instances, 'client'),
  load: (type: string, options: readonly string[]) => [type, ...options].join(' '),
  caller: {
    stream: 'stream',
    aborts: (afterMs: number, every: number) =>
      `${every === 1 ? 'each call' : `one call in ${number(every)}`} is aborted after ${duration(afterMs)}`,
    leaves: (pieces: number) => `leaves after ${count(pieces, 'piece')}`,
    reads: (delayMs: number) => `reads on after ${duration(delayMs)}`,
    maxTokens: (tokens: number) => `max_tokens ${number(tokens)}`,
    keyEnding: 'white space behind the key',
    wallJump: (byMs: number) => `the wall clock jumps by ${byMs < 0 ? '-' : ''}${duration(Math.abs(byMs))}`,
  },

  deadline: (ms: number) => `deadline ${duration(ms)}`,
  attempts: (perCall: number | undefined, perEndpoint: number | undefined) =>
    [
      ...(perCall === undefined ? [] : [count(perCall, 'attempt')]),
      ...(perEndpoint === undefined ? [] : [`${number(perEndpoint)} per endpoint`]),
    ].join(', '),
  backoff: (initialMs: number, capMs: number) => `backoff ${duration(initialMs)} to ${duration(capMs)}`,
  setting: (name: string, value: string) => `${name} ${value}`,
  settings: (name: string, settings: readonly string[]) => `${name} (${settings.join(', ')})`,
  limits: (limits: readonly string[]) => `time limits ${limits.join(', ')}`,
  limit: (name: string | null, ms: number) => `${name === null ? '' : `${name} `}${duration(ms)}`,
}
