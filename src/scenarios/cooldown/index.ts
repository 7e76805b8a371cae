export { allopenHint } from './allopenHint.ts'
export { cooldownEnds } from './cooldownEnds.ts'
export { cooldownEveryAttempt } from './cooldownEveryAttempt.ts'
export { quotaHard } from './quotaHard.ts'
