/**
 * `brownout/msw`: a script as MSW handlers, for other people's suites. It loads MSW at once; brownout's own worlds take
 * `mswUpstream.ts` and `expressible.ts`, which do not.
 */
export { faultHandlers, type FaultHandlersOptions } from './faultHandlers.ts'
export { MswCannotExpress, mswRefusal } from './expressible.ts'
