export { bulkheadAbort } from './bulkheadAbort.ts'
export { lineGivenUp } from './lineGivenUp.ts'
export { throttleInflight } from './throttleInflight.ts'
