import { describe, expect, test } from 'vitest'
import { always, catalogue, first, type FaultSpec, type Rule } from '../../src/faults/index.ts'
import { retryDelayMs } from '../../src/targets/modelled/aws/retryDelay.ts'
import { RetryQuota } from '../../src/targets/modelled/aws/retryQuota.ts'
import { awsStandard } from '../../src/targets/modelled/index.ts'
import { playModel, type ModelledPlay } from '../support/modelledStage.ts'

const { connectionRefused, invalidJson, limitData, noHeaders, rateLimit, redirect, resetPeer, status, tlsExpired } =
  catalogue

/** Chance gives 0.5, so that half of each backoff is waited. */
async function played(rules: readonly Rule[], more: Partial<ModelledPlay> = {}, onOrigin: readonly Rule[] = []) {
  const models = { 'model-a': rules, 'model-b': [] }
  const origins = { one: { serves: ['model-a'], tls: true, rules: onOrigin }, two: { serves: ['model-b'] } }
  const play = { script: { models, origins }, stream: false, calls: 1, timeoutMs: 0, ...more }
  const { wire, outcomes, sleepsMs } = await playModel(play, (setup) => awsStandard.open(setup))
  const asked = (wire as { model: string; status: number | null }[]).map(
    ({ model, status: got }) => `${model.at(-1)} ${got}`,
  )
  return { asked, sleepsMs, outcomes }
}

describe('the standard mode of the AWS SDK', () => {
  test.each<[string, FaultSpec, string[], number[]]>([
    ['429', status({ status: 429 }), ['a 429', 'a 429', 'a 429', 'b 200'], [500, 1_000]],
    ['500', status({ status: 500 }), ['a 500', 'a 500', 'a 500', 'b 200'], [25, 50]],
    ['504', status({ status: 504 }), ['a 504', 'a 504', 'a 504', 'b 200'], [25, 50]],
    ['529', status({ status: 529 }), ['a 529', 'b 200'], []],
    ['408', status({ status: 408 }), ['a 408', 'b 200'], []],
    ['401', status({ status: 401 }), ['a 401', 'b 200'], []],
    ['a reset', resetPeer({}), ['a null', 'a null', 'a null', 'b 200'], [25, 50]],
    ['a reset in the body', resetPeer({ afterBytes: 20 }), ['a 200', 'a 200', 'a 200', 'b 200'], [25, 50]],
    ['a body that is cut', limitData({ bytes: 20 }), ['a 200', 'a 200', 'a 200', 'b 200'], [25, 50]],
    ['JSON that is none', invalidJson({ form: 'html' }), ['a 200', 'b 200'], []],
    ['a redirect, which it does not follow', redirect({ to: 'two' }), ['a 307', 'b 200'], []],
  ])('%s', async (_name, fault, asked, sleepsMs) => {
    const seen = await played([always(fault)])
    expect(seen).toMatchObject({ asked, sleepsMs, outcomes: [{ ok: true, model: 'model-b' }] })
  })

  test.each([
    [1, 1_000],
    [5, 5_000],
    [60, 5_500],
  ])('of %i s in Retry-After it waits %i ms: never 5 s longer than its backoff', async (retryAfterSeconds, waitMs) => {
    expect((await played([first(1, rateLimit({ retryAfterSeconds }))])).sleepsMs).toEqual([waitMs])
  })

  test('certificates and connections', async () => {
    expect(await played([], {}, [always(tlsExpired({}))])).toMatchObject({ asked: ['b 200'], sleepsMs: [] })
    expect(await played([], {}, [always(connectionRefused({}))])).toMatchObject({
      asked: ['b 200'],
      sleepsMs: [25, 50],
    })
  })

  test('an abort ends all of it', async () => {
    const seen = await played([always(noHeaders({}))], { abortAtMs: 70 })
    expect(seen).toEqual({
      asked: ['a null'],
      sleepsMs: [],
      outcomes: [{ message: 'AbortError: Request aborted', status: null }],
    })
  })

  test('its quota runs out with the retries, so that many calls fail after one attempt', async () => {
    const { asked } = await played([always(status({ status: 500 }))], { calls: 30 })
    // 500 tokens are 35 retries at 14; each call then goes on to the other place.
    expect(asked.filter((one) => one === 'a 500')).toHaveLength(30 + 35)
  })
})

test('the quota: a success puts back what its last retry cost, or one', () => {
  const quota = new RetryQuota()
  for (let times = 0; times < 35; times += 1) expect(quota.take('TRANSIENT')).toBe(14)
  expect(quota.take('TRANSIENT')).toBeUndefined()
  expect(quota.take('THROTTLING')).toBe(5)
  for (let times = 0; times < 8; times += 1) quota.succeeded(undefined)
  expect(quota.take('TRANSIENT')).toBeUndefined()
  quota.succeeded(undefined)
  expect(quota.take('TRANSIENT')).toBe(14)
  quota.succeeded(14)
  expect(quota.take('TRANSIENT')).toBe(14)
})

const aThursday = Date.UTC(2026, 0, 1)

test.each([
  ['3', 3_000],
  ['0.75', 750],
  ['Thu, 01 Jan 2026 00:00:04 GMT', 4_000],
  ['Thu, 01 Jan 2026 00:00:04 GMT, 2', 2_000],
  ['2026-01-01T00:00:03Z', 3_000],
  ['soon', 25],
  ['-3', 25],
  ['Thu, 01 Jan 2015 00:00:04 GMT', 25],
])('Retry-After: %s', (value, waitMs) => {
  expect(retryDelayMs('TRANSIENT', 0, { 'retry-after': value }, 0.5, aThursday)).toBe(waitMs)
})
