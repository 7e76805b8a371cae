import { count } from '../format.ts'

/** What a CI server shows of a test case. */
export const junit = {
  benchRun: 'the benchmark measured something',
  plan: 'capacity plan',
  suite: (target: string, world: string) => `${target} in ${world}`,
  requirement: (text: string) => `rule: ${text}`,
  source: (text: string) => `source: ${text}`,
  violation: (message: string, events: readonly number[]) =>
    `- ${message}${events.length > 0 ? ` (events ${events.join(', ')})` : ''}`,
  again: (command: string) => `again: ${command}`,
  more: (value: number) => `- and ${count(value, 'more time')}`,
  noReason: 'no reason was given',
  noVerdict: (why: string) => `no verdict: ${why}`,
}
