import type { QuotaName } from '../../history/index.ts'
import { Bucket } from './bucket.ts'
import { FixedWindow } from './fixedWindow.ts'
import type { Meter } from './meter.ts'
import { SlidingWindow } from './slidingWindow.ts'

export const windows = ['fixed', 'sliding', 'bucket'] as const

/** How much may be asked. What is absent is not limited. */
export interface Limits {
  /** Requests per minute. */
  readonly rpm?: number
  /** Tokens per minute: of each request the estimated prompt and all that it lets be answered. */
  readonly tpm?: number
  /** Requests per day. */
  readonly rpd?: number
  /** Requests under way at a time. */
  readonly concurrency?: number
  /** How minutes and days are counted; a bucket unless set. */
  readonly window?: (typeof windows)[number]
  /** A request that was refused counts as a request all the same (OpenAI); it does not unless set. */
  readonly countsRejected?: boolean
}

export type MeterName = Exclude<QuotaName, 'concurrency'>

/** In this order they are asked and shown. */
export const meterNames = ['rpm', 'rpd', 'tpm'] as const satisfies readonly MeterName[]

const windowMsOf: Readonly<Record<MeterName, number>> = { rpm: 60_000, rpd: 86_400_000, tpm: 60_000 }

const meters = { fixed: FixedWindow, sliding: SlidingWindow, bucket: Bucket }

/** Nothing used yet. */
export function freshMeters(limits: Limits): Readonly<Partial<Record<MeterName, Meter>>> {
  const Counting = meters[limits.window ?? 'bucket']
  return Object.fromEntries(
    meterNames.flatMap((name) => {
      const limit = limits[name]
      return limit === undefined ? [] : [[name, new Counting(limit, windowMsOf[name])] as const]
    }),
  )
}
