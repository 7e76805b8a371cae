import { describe, expect, test } from 'vitest'
import { ClientOptionsError } from '../optionsError.ts'
import { checkHealth, defaultHealth, health, type HealthPolicy } from './healthPolicy.ts'

test('the policy keeps what it was given', () => {
  expect(health()).toEqual({ policy: 'health' })
  expect(health({ probe: 'chat', everyMs: 5_000 })).toEqual({ policy: 'health', probe: 'chat', everyMs: 5_000 })
})

test('the defaults can be lived by, and are free', () => {
  expect(() => checkHealth(defaultHealth)).not.toThrow()
  expect(defaultHealth).toMatchObject({ everyMs: 60_000, probe: 'models', timeoutMs: 10_000 })
})

describe('what nobody could live by is refused by name', () => {
  test.each([
    [{ everyMs: 0 }, 'health.everyMs is 0, expected a finite number of ms from 1'],
    [{ everyMs: Infinity }, 'health.everyMs is Infinity'],
    [{ timeoutMs: Number.NaN }, 'health.timeoutMs is NaN'],
    [{ failuresToMark: 0 }, 'health.failuresToMark is 0, expected a whole number from 1'],
    [{ successesToClear: 1.5 }, 'health.successesToClear is 1.5'],
    [{ probe: 'ping' }, "health.probe is \"ping\", expected 'models' or 'chat'"],
  ])('%j', (wrong, message) => {
    const check = () => checkHealth({ ...defaultHealth, ...(wrong as Partial<HealthPolicy>) })
    expect(check).toThrow(ClientOptionsError)
    expect(check).toThrow(message)
  })
})
