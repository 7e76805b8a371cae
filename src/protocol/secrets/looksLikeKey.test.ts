import { describe, expect, test } from 'vitest'
import { looksLikeKey } from './looksLikeKey.ts'

describe('what looks like a key', () => {
  test.each([
    'sk-proj-4f9aQ2xL8mN7bV5c',
    '--upstream=sk-ant-api03-4f9aQ2xL8mN7bV5c',
    '--api-key=hunter2',
    '--key=x',
    'Bearer 0123456789abcdef',
    'AIzaSyA1234567890abcdefghijk',
    'eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.x',
    '0123456789abcdef0123456789abcdef',
    'aB3dE6gH9jK2mN5pQ8sT1vW4yZ7bC0eF3hJ6kM9oR2',
    'exec:python3 app.py --key sk-1234567890abcdef',
  ])('%s', (word) => expect(looksLikeKey(word)).toBe(true))
})

describe('what does not', () => {
  test.each([
    '--live',
    '--max-cost',
    '0.50',
    '--base-url=https://api.holysheep.ai/v1',
    'deepseek-chat,moonshot-v1-8k,abab6-chat',
    '--key-file=/run/secrets/api-key',
    '--key-stdin',
    'reports/2026-11-23T041200-k3f9a1',
    './a-folder-with-a-rather-long-name-of-more-than-forty-letters',
    'risk-assessment-of-2026-in-full',
    'task-1',
  ])('%s', (word) => expect(looksLikeKey(word)).toBe(false))
})
