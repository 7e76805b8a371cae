export * as catalogue from './catalogue/index.ts'
export {
  defineInvariant,
  Findings,
  type Invariant,
  type JudgingContext,
  type Vantage,
  type Verdict,
  type Violation,
} from './invariant.ts'
export { inOneShape } from './inOneShape.ts'
export { inOrder, judge, judgeBy, type Judgement } from './judge.ts'
