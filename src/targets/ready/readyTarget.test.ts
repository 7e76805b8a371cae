import { afterEach, describe, expect, test, vi } from 'vitest'
import { defineReadyTarget } from './readyTarget.ts'
import * as ready from './index.ts'

const about = { timeoutMs: 1_000, timeoutOption: '`timeout`', configuration: 'defaults' }

const targetOf = (load: () => Promise<unknown>, name = 'openai') =>
  defineReadyTarget({
    name: 'theirs',
    doc: 'Somebody else’s.',
    stream: false,
    about: { ...about, package: name },
    load,
    open: () => ({ chat: () => Promise.reject(new Error('not called here')), close: () => Promise.resolve() }),
  })

afterEach(() => vi.restoreAllMocks())

describe('a ready target', () => {
  test('names the package that is not there, and how to get it', async () => {
    const missing = Object.assign(new Error('Cannot find package'), { code: 'ERR_MODULE_NOT_FOUND' })
    await expect(targetOf(() => Promise.reject(missing), 'left-pad').prepare!()).rejects.toThrow(
      'the package left-pad is not installed here: npm i -D left-pad',
    )
  })

  test('passes on what else goes wrong while it is loaded', async () => {
    await expect(targetOf(() => Promise.reject(new Error('no'))).prepare!()).rejects.toThrow('no')
  })

  test('loads its package once', async () => {
    const load = vi.fn(() => Promise.resolve({}))
    const target = targetOf(load)
    await target.prepare!()
    await target.prepare!()
    expect(load).toHaveBeenCalledTimes(1)
  })

  test('is not opened before it is loaded', () => {
    expect(() => targetOf(() => Promise.resolve({})).open({} as never)).toThrow('theirs was not prepared')
  })

  test('tells the version that is installed, or that there is none', () => {
    expect(targetOf(() => Promise.resolve({})).about!.version()).toMatch(/^\d+\.\d+\.\d+/)
    expect(targetOf(() => Promise.resolve({}), 'left-pad').about!.version()).toBeNull()
  })
})

test.each(Object.values(ready).map((target) => [target.name, target] as const))(
  '%s says what it is, by which limit it runs and where that is documented',
  (_name, { about: told, network }) => {
    expect(network).toBeDefined()
    expect(told!.version()).toMatch(/^\d+\./)
    expect(told!.timeoutMs).toBeGreaterThan(0)
    expect(told!.timeoutOption).toMatch(/README|readme|docs|documentation|MDN|`timeout`/)
    expect(told!.configuration).not.toBe('')
  },
)
