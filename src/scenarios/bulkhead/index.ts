export { bulkheadAbort } from './bulkheadAbort.ts'
export { throttleInflight } from './throttleInflight.ts'
