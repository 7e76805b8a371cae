export { readHistories, type RecordedRun } from './history/readHistories.ts'
export { invariants, judge, type JudgeOptions, type ProvenViolation, type RuleVerdict } from './judge.ts'
export { assertResilient } from './resilience/assertResilient.ts'
export type {
  ClientOpener,
  ClientUnderTest,
  RehearsalAnswer,
  RehearsalCall,
  RehearsalPlace,
  RehearsedClient,
} from './resilience/clientUnderTest.ts'
export type { ResilienceOptions } from './resilience/options.ts'
export { ResilienceError } from './resilience/resilienceError.ts'
