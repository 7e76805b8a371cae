export type { Clock, Timer, TimerOptions } from './clock.ts'
export { CountedClock } from './countedClock.ts'
export { RealClock } from './realClock.ts'
export { VirtualClock, VirtualDeadlock, VirtualRunaway, type VirtualLimits } from './virtualClock.ts'
export { createRandom, freshSeed, systemRandom, type Random, type RandomStream } from './random.ts'
export {
  TransportError,
  type ResponseBody,
  type SendOptions,
  type Transport,
  type TransportHeaders,
  type TransportKind,
  type TransportPhase,
  type TransportRequest,
  type TransportResponse,
} from './transport.ts'
export {
  connectionDefaults,
  TransportOptionsError,
  type ConnectionOptions,
  type UndiciTransportOptions,
} from './transportOptions.ts'
export { UndiciTransport } from './undiciTransport.ts'
export { LoopbackHttp } from './loopbackHttp/loopbackHttp.ts'
export type { LoopbackExchange } from './loopbackHttp/loopbackExchange.ts'
export { VirtualTransport, type VirtualConnection, type VirtualPeer, type VirtualSocket } from './virtualTransport.ts'
export { measureEventLoopLag } from './eventLoopLag.ts'
export { EventLoopMeter, type EventLoopReading } from './eventLoopMeter.ts'
export { ProcessGroup, type ProgramExit } from './processGroup.ts'
export { trustInProcess } from './processTrust.ts'
export { keepRealTime } from './processTime.ts'
export { programVersion } from './programVersion.ts'
export { freshToken } from './freshToken.ts'
export { serveFolder, type FolderServer } from './folderServer.ts'
export { wallTime } from './wallClock.ts'
