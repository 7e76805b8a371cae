export type {
  AttemptKind,
  CallOutcome,
  ClientEvent,
  DriverEvent,
  EventBody,
  EventOf,
  EventType,
  ExchangeEnding,
  ExchangeSilence,
  HistoryEvent,
  ProgramDeed,
  ProgramEvent,
  QuiescenceEvent,
  QuotaName,
  ResponseTruth,
  ToldAttempt,
  WireEvent,
} from './events.ts'
export { History, type Recorder } from './history.ts'
export { RecentHistory } from './recentHistory.ts'
export { isAnswered, type AnsweredExchange, type CallView, type ExchangeView } from './callView.ts'
export { viewOf, type HistoryView } from './view.ts'
export type { Declared, DeclaredBreaker, DeclaredFailure, DeclaredTimeouts } from './declared.ts'
export type { DeclaredOutage, DeclaredOverall, DeclaredQuotaUse, DeclaredRetryPeak } from './declaredOverall.ts'
export { programDeeds } from './events.ts'
