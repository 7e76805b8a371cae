import type { Scenario } from '../../../scenarios/scenario.ts'

/** What is drawn of a case; the rest follows. */
export type Day = Required<Pick<Scenario, 'upstream' | 'load' | 'caller' | 'expect'>>
