import { shown } from '../checkNames.ts'
import { ClientOptionsError } from '../optionsError.ts'

/** How endpoints are asked whether they are well, besides the calls that the application makes. Times in ms. */
export interface HealthPolicy {
  /** Between two probes of one endpoint, give or take 10 %. */
  readonly everyMs: number
  /**
   * `models` asks for the list of models: free, and blind to a model that is listed and dead. `chat` asks the model
   * for one token: it is billed, and sees it.
   */
  readonly probe: 'models' | 'chat'
  /** A probe without a whole answer by then has failed. */
  readonly timeoutMs: number
  /** So many failed probes in a row make an endpoint unhealthy … */
  readonly failuresToMark: number
  /** … and so many good ones in a row make it healthy again. */
  readonly successesToClear: number
}

export const defaultHealth: HealthPolicy = {
  everyMs: 60_000,
  probe: 'models',
  timeoutMs: 10_000,
  failuresToMark: 1,
  successesToClear: 1,
}

export type HealthSpec = { readonly policy: 'health' } & Partial<HealthPolicy>

/** Probes every endpoint in the background until the client is closed. Nothing is probed without this policy. */
export const health = (options: Partial<HealthPolicy> = {}): HealthSpec => ({ policy: 'health', ...options })

/** Throws a `ClientOptionsError` that names the option, for a policy that no client could live by. */
export function checkHealth({ everyMs, probe, timeoutMs, failuresToMark, successesToClear }: HealthPolicy): void {
  for (const [name, ms] of Object.entries({ everyMs, timeoutMs }))
    if (!(Number.isFinite(ms) && ms >= 1)) refuse(name, ms, 'a finite number of ms from 1')
  for (const [name, count] of Object.entries({ failuresToMark, successesToClear }))
    if (!(Number.isInteger(count) && count >= 1)) refuse(name, count, 'a whole number from 1')
  // oxlint-disable-next-line typescript/no-unnecessary-condition
  if (probe !== 'models' && probe !== 'chat') refuse('probe', probe, "'models' or 'chat'")
}

function refuse(name: string, value: unknown, expected: string): never {
  throw new ClientOptionsError(`health.${name} is ${shown(value)}, expected ${expected}`)
}
