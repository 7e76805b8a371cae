export {
  defineInvariant,
  Findings,
  type Invariant,
  type JudgingContext,
  type Vantage,
  type Verdict,
  type Violation,
} from './invariant.ts'
