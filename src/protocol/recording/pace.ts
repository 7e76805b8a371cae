import { contentInstants } from './firstToken.ts'
import { inTenths, type Recording } from './recording.ts'

/** Times as they were measured, in ms, to be drawn from: the form that the `pace` fault takes. */
export interface RecordedPace {
  readonly ttftMs: { readonly empirical: readonly number[] }
  readonly interTokenMs: { readonly empirical: readonly number[] }
}

/**
 * How fast a provider's streams were: the time to the first content of each, and the times between pieces with content.
 * With `model` of that model alone. Undefined if no stream brought two pieces: nothing is made up.
 */
export function paceOf({ exchanges }: Pick<Recording, 'exchanges'>, model?: string): RecordedPace | undefined {
  const streams = exchanges
    .filter(({ request }) => model === undefined || request.model === model)
    .map(({ response, chunks }) => contentInstants(response, chunks))
    .filter(({ length }) => length > 0)
  const gaps = streams.flatMap((instants) => instants.slice(1).map((atMs, index) => inTenths(atMs - instants[index]!)))
  if (gaps.length === 0) return undefined
  return {
    ttftMs: { empirical: streams.map(([first]) => first!) },
    interTokenMs: { empirical: gaps },
  }
}
