import type { CallerScript } from '../../scenarios/scenario.ts'

/** A caller that wants whole answers, and does nothing but wait for them. */
export function onlyWaits({ stream, maxTokens: _most, ...deeds }: CallerScript = {}): boolean {
  return stream !== true && Object.keys(deeds).length === 0
}
