export { leakListeners } from './leakListeners.ts'
export { leakLoserOpen } from './leakLoserOpen.ts'
