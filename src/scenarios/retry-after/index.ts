export { retryAfterCooldown } from './retryAfterCooldown.ts'
export { retryAfterHuge } from './retryAfterHuge.ts'
export { retryAfterZero } from './retryAfterZero.ts'
