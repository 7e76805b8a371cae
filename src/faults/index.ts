export * as catalogue from './catalogue/index.ts'
export { bend, decide, decideConnection, initialState, release, type Decision, type ScriptState } from './decide.ts'
export { faultNamed, faultOf, hasOwnFaults, UnknownFault } from './faultOf.ts'
export {
  defineConnectionFault,
  defineFault,
  writerOf,
  type ConnectionFault,
  type Exchange,
  type ExchangeFault,
  type FaultSpec,
} from './fault.ts'
export type { Memory, Passage, Remembering } from './memory.ts'
export type { OptionEntries } from './optionKinds.ts'
export { protocolRefusal } from './protocolRefusal.ts'
export {
  after,
  always,
  defaultOrigin,
  during,
  endpointsOf,
  first,
  probability,
  type OriginScript,
  type Rule,
  type Script,
  type ScriptedEndpoint,
  type When,
} from './script.ts'
export { classOfStatus } from './statusClass.ts'
export {
  http2Codes,
  type BadCertificate,
  type BadHandshake,
  type ConnectionStep,
  type Http2Code,
  type ParserBreak,
  type Step,
} from './steps.ts'
