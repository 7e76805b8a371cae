import * as auth from './auth/index.ts'
import * as breaker from './breaker/index.ts'
import * as bulkhead from './bulkhead/index.ts'
import * as cancel from './cancel/index.ts'
import * as cooldown from './cooldown/index.ts'
import * as fallback from './fallback/index.ts'
import * as fleet from './fleet/index.ts'
import * as leak from './leak/index.ts'
import * as money from './money/index.ts'
import * as notSuccess from './not-success/index.ts'
import * as outage from './outage/index.ts'
import * as playback from './playback/index.ts'
import * as rateLimit from './rate-limit/index.ts'
import * as request from './request/index.ts'
import * as retry from './retry/index.ts'
import * as retryAfter from './retry-after/index.ts'
import * as serverError from './server-error/index.ts'
import * as stream from './stream/index.ts'
import * as tls from './tls/index.ts'
import * as transport from './transport/index.ts'
import type { Scenario } from './scenario.ts'

export {
  defineScenario,
  worldNames,
  type CallerScript,
  type Scenario,
  type Strength,
  type WorldName,
} from './scenario.ts'
export { quick, standard } from './policies.ts'

const families = [
  auth,
  breaker,
  bulkhead,
  cancel,
  cooldown,
  fallback,
  fleet,
  leak,
  money,
  notSuccess,
  outage,
  playback,
  rateLimit,
  request,
  retry,
  retryAfter,
  serverError,
  stream,
  tls,
  transport,
]

/** Every scenario, family by family. A file gives one scenario or a list of renderings. */
export const scenarios: readonly Scenario[] = families.flatMap((family) =>
  Object.values(family as Record<string, Scenario | readonly Scenario[]>).flat(),
)
