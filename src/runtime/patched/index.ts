export { MemoryNetwork } from '../memory/memoryNetwork.ts'
export { inPatchedProcess } from './patchedProcess.ts'
export { isSettled } from './settled.ts'
export { machineDate } from './wall.ts'
