import type { AimdLimitSpec } from './aimd.ts'
import type { FixedLimitSpec } from './fixed.ts'
import type { GradientLimitSpec } from './gradient.ts'

/** How many attempts may be in flight to one endpoint: `fixed(8)`, `aimd({ … })` or `gradient({ … })`. Plain data. */
export type ConcurrencyLimitSpec = FixedLimitSpec | AimdLimitSpec | GradientLimitSpec
