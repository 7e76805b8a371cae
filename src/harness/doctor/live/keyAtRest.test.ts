import { describe, expect, test } from 'vitest'
import { expectNothingOf } from '../../../../test/support/secrets.ts'
import type { Finding } from '../finding.ts'
import { keyAtRest } from './keyAtRest.ts'

const key = 'sk-4f9aQ2xL8mN7bV5cW3eR'

describe('without --live', () => {
  test.each<[string, Record<string, string>, object, Finding['state'], string]>([
    ['no key is fine', {}, {}, 'note', 'live: HOLYSHEEP_API_KEY is not set (fine; only --live needs it)'],
    [
      'a key is not tried',
      { HOLYSHEEP_API_KEY: key },
      {},
      'note',
      'live: HOLYSHEEP_API_KEY is set (not tried: that takes --live)',
    ],
    [
      'a placeholder is caught',
      { HOLYSHEEP_API_KEY: 'YOUR_API_KEY' },
      {},
      'warning',
      'live: HOLYSHEEP_API_KEY is set, and is no key',
    ],
    [
      'the variable is that of the config',
      { MY_KEY: key },
      { baseURL: 'https://a.test/v1', apiKeyEnv: 'MY_KEY' },
      'note',
      'live: MY_KEY is set',
    ],
  ])('%s', (_what, env, settings, state, text) => {
    const finding = keyAtRest({ env }, settings)
    expect(finding.state).toBe(state)
    expect(finding.text).toContain(text)
    expectNothingOf(key, JSON.stringify(finding))
  })
})
