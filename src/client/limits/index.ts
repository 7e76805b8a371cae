export { limiterFor, type LimiterPolicy } from './limiterFor.ts'
export type { RateLimiter, Reservation } from './rateLimiter.ts'
