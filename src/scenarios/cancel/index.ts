export { abortInAttempt } from './abortInAttempt.ts'
export { abortInBackoff } from './abortInBackoff.ts'
export { stopEarly } from './stopEarly.ts'
