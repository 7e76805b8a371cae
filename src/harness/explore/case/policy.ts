import type { Declared } from '../../../history/index.ts'
import type { CaseBounds } from './bounds.ts'
import { plain, sometimes, type Arbitrary, type FC } from './fastCheck.ts'

const balances = ['weighted', 'cheapest', 'least-latency', 'least-busy', 'round-robin', 'p2c-ewma'] as const

export function policy(fc: FC, { deadlinesMs, shortestLimitMs }: CaseBounds): Arbitrary<Declared> {
  const from = (min: number, max: number) => fc.integer({ min, max })
  const limit = from(shortestLimitMs, 5_000)
  return fc
    .record({
      declared: fc.record({
        deadlineMs: fc.oneof(...deadlinesMs.map((range) => from(...range))),
        maxAttemptsPerCall: from(1, 8),
        maxAttemptsPerEndpoint: from(1, 4),
        backoff: fc.record({ initialMs: from(1, 1_000), capMs: from(1, 10_000) }, plain),
        longestAskedWaitMs: from(0, 60_000),
        credentialCooldownMs: from(0, 300_000),
        timeouts: fc.record(
          {
            connectMs: limit,
            headersMs: limit,
            firstTokenMs: limit,
            byteIdleMs: limit,
            tlsMs: limit,
            tokenIdleMs: limit,
            attemptMs: from(shortestLimitMs, 20_000),
          },
          plain,
        ),
      }),
      rpm: sometimes(fc, from(1, 10)),
      // Rules that judge waits alone need days on which nothing else makes anybody wait: half of them.
      more: fc.oneof(fc.constant({}), more(fc)),
    })
    .map(({ declared, rpm, more: others }) => ({ ...declared, ...given({ rpm, ...others }) }))
}

type MaybeDeclared = { readonly [Name in keyof Declared]: Declared[Name] | undefined }

/** Further limits, hedges, balances, slow answers that count, no fallback: each in a case of three. */
function more(fc: FC): Arbitrary<MaybeDeclared> {
  const from = (min: number, max: number) => fc.integer({ min, max })
  return fc.record({
    tpm: sometimes(fc, from(20, 500)),
    maxConcurrent: sometimes(fc, fc.oneof(from(1, 2), from(1, 8))),
    hedge: sometimes(fc, fc.record({ afterMs: from(0, 2_000), maxHedges: from(1, 3) }, plain)),
    balance: sometimes(fc, fc.constantFrom(...balances)),
    slowCallMs: sometimes(fc, from(10, 5_000)),
    fallback: sometimes(fc, fc.constant(false)),
  })
}

function given(options: MaybeDeclared): Declared {
  return Object.fromEntries(Object.entries(options).filter(([, value]) => value !== undefined)) as Declared
}
