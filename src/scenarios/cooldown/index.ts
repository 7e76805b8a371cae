export { allopenHint } from './allopenHint.ts'
export { cooldownEveryAttempt } from './cooldownEveryAttempt.ts'
export { quotaHard } from './quotaHard.ts'
