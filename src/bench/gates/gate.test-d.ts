import { expectTypeOf, test } from 'vitest'
import type { CallLimits, Gates } from './gate.ts'

test('gates are typed down to the unit', () => {
  expectTypeOf({
    'ttft.p95': '< 800ms',
    success: '> 99%',
    'cost.per1kGood': '< $0.60',
    'failover.p99': '<= 2s',
  } as const).toExtend<Gates>()
  expectTypeOf({ 'ttft.p95': '< 800' } as const).not.toExtend<Gates>()
  expectTypeOf({ success: '> 800ms' } as const).not.toExtend<Gates>()
  expectTypeOf({ 'cost.per1kGood': '< 0.60' } as const).not.toExtend<Gates>()
  expectTypeOf<'ttft.p59'>().not.toExtend<keyof Gates>()
  expectTypeOf({ ttft: '< 800ms' } as const).toExtend<CallLimits>()
  expectTypeOf<'ttft.p95'>().not.toExtend<keyof CallLimits>()
})
