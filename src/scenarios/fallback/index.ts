export { fallbackCycle } from './fallbackCycle.ts'
export { fallbackDisabled } from './fallbackDisabled.ts'
export { fallbackLoopAuth } from './fallbackLoopAuth.ts'
export { fallbackOnward } from './fallbackOnward.ts'
