export { MemoryNetwork } from '../memory/memoryNetwork.ts'
export { inPatchedProcess, ProcessInUse } from './patchedProcess.ts'
export { isSettled } from './settled.ts'
export { machineDate } from './wall.ts'
