export { retryAfterCooldown } from './retryAfterCooldown.ts'
export { retryAfterHuge } from './retryAfterHuge.ts'
export { retryAfterOverflow } from './retryAfterOverflow.ts'
export { retryAfterZero } from './retryAfterZero.ts'
