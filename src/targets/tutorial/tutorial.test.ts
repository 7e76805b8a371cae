import { describe, expect, test } from 'vitest'
import { playTutorial, type Played } from '../../../test/support/playTutorial.ts'
import { always, catalogue, first, type Rule, type Script } from '../../faults/index.ts'
import {
  tutorialFallback,
  tutorialLimiter,
  tutorialRobust,
  tutorialSmartRetry,
  tutorialSmartRetryRepaired,
} from './index.ts'

const { connectionRefused, errorInSuccess, invalidApiKey, invalidJson, noHeaders, rateLimit, status, tlsExpired } =
  catalogue
const models = ['deepseek-chat', 'moonshot-v1-8k', 'abab6-chat']

/** Every model bends the same way. */
const bent = (...rules: Rule[]): Script => ({ models: Object.fromEntries(models.map((model) => [model, rules])) })
const statusesOf = ({ wire }: Played) => wire.map((entry) => entry.status)
const modelsOf = ({ wire }: Played) => wire.map((entry) => entry.model)

describe('chat_with_fallback', () => {
  test('answers with the text of the first model that answers', async () => {
    const script = { models: { 'deepseek-chat': [always(status({ status: 500 }))], 'moonshot-v1-8k': [] } }
    const played = await playTutorial(tutorialFallback, { script })
    expect(played.outcomes).toMatchObject([{ ok: true, model: 'moonshot-v1-8k' }])
    expect(played.outcomes[0]).toHaveProperty('text', expect.stringContaining('Patience is a resource'))
  })

  test('defect 1: an outage of the first model ends the call, and no other model is asked', async () => {
    const script: Script = {
      models: { 'deepseek-chat': [], 'moonshot-v1-8k': [] },
      origins: {
        dead: { serves: ['deepseek-chat'], rules: [always(connectionRefused({}))] },
        alive: { serves: ['moonshot-v1-8k'] },
      },
    }
    const played = await playTutorial(tutorialFallback, { script })
    expect(played).toMatchObject({ outcomes: [{ thrown: 'ConnectionError' }], wire: [] })
  })

  test('defect 2: a sign-in page under status 200 is thrown at the caller', async () => {
    const played = await playTutorial(tutorialFallback, { script: bent(always(invalidJson({ form: 'html' }))) })
    expect(played.outcomes).toEqual([{ thrown: 'JSONDecodeError' }])
  })

  test('an upstream that never answers costs 30 s, and the exception escapes', async () => {
    const played = await playTutorial(tutorialFallback, { script: bent(always(noHeaders({}))) })
    expect(played).toMatchObject({ outcomes: [{ thrown: 'ReadTimeout' }], elapsedMs: 30_000, pendingTimers: 0 })
  })

  test('defect 7: what the upstream says in an error goes to the caller as it is', async () => {
    const played = await playTutorial(tutorialFallback, { script: bent(always(invalidApiKey({}))) })
    expect(played.outcomes[0]).toHaveProperty('message', expect.stringContaining('Incorrect API key provided'))
  })

  test.each([400, 404, 422])('defect 8: a %d, which no model can mend, is tried on every model', async (code) => {
    const played = await playTutorial(tutorialFallback, { script: bent(always(status({ status: code }))) })
    expect(modelsOf(played)).toEqual(models)
  })

  test('defect 9: a dead key is tried on every model', async () => {
    const played = await playTutorial(tutorialFallback, { script: bent(always(invalidApiKey({}))) })
    expect(statusesOf(played)).toEqual([401, 401, 401])
  })

  test('defects 10 and 11: Retry-After is ignored, and a second is slept after each model, the last one too', async () => {
    const played = await playTutorial(tutorialFallback, {
      script: bent(always(rateLimit({ retryAfterSeconds: 20 }))),
    })
    expect(played.sleepsSeconds).toEqual([1, 1, 1])
    expect(played.outcomes).toMatchObject([{ ok: false, errorClass: null, status: null }])
  })

  test('an error object under status 200 is a success without a text', async () => {
    const played = await playTutorial(tutorialFallback, { script: bent(always(errorInSuccess({}))) })
    expect(played.outcomes).toEqual([{ ok: true, text: '', model: 'deepseek-chat' }])
  })
})

describe('smart_retry', () => {
  test('defect 16: as printed it fails before the first request', async () => {
    const played = await playTutorial(tutorialSmartRetry, { script: bent() })
    expect(played).toMatchObject({ outcomes: [{ thrown: 'AttributeError' }], wire: [], elapsedMs: 0 })
  })

  test.each([500, 502, 408, 529])('defect 17: a %d is not retried', async (code) => {
    const played = await playTutorial(tutorialSmartRetryRepaired, { script: bent(first(1, status({ status: code }))) })
    expect(modelsOf(played)).toEqual(models)
  })

  test('defects 18, 19 and 23: 37.5 s of sleep for nine requests, whatever was asked, and no cause at the end', async () => {
    const played = await playTutorial(tutorialSmartRetryRepaired, {
      script: bent(always(rateLimit({ retryAfterSeconds: 20 }))),
    })
    const oneModel = [2, 4, 6, 0.5]
    expect(played.sleepsSeconds).toEqual([...oneModel, ...oneModel, ...oneModel])
    expect(played).toMatchObject({ elapsedMs: 37_500, outcomes: [{ ok: false, status: null }] })
    expect(played.outcomes[0]).toHaveProperty('message', expect.not.stringContaining('429'))
  })

  test('defect 20: an empty account is retried three times', async () => {
    const played = await playTutorial(tutorialSmartRetryRepaired, {
      script: { models: { 'deepseek-chat': [always(catalogue.quotaExhausted({}))] } },
    })
    expect(statusesOf(played)).toEqual([429, 429, 429])
  })

  test('takes the preferred model first, wherever it stands in the list', async () => {
    const script = { models: { 'moonshot-v1-8k': [], 'deepseek-chat': [] } }
    expect(modelsOf(await playTutorial(tutorialSmartRetryRepaired, { script }))).toEqual(['deepseek-chat'])
  })
})

describe('RateLimiter', () => {
  test('defect 41: the window is fixed, so at rpm 10 twenty requests go out within five seconds', async () => {
    const startsMs = Array.from({ length: 20 }, (_, index) => 57_500 + 250 * index)
    const played = await playTutorial(tutorialLimiter, { script: bent(), rpm: 10, startsMs })
    expect(played.sleepsSeconds).toEqual([])
    expect(played.wire).toHaveLength(20)
    expect(played.wire.at(-1)!.atMs - played.wire[0]!.atMs).toBe(4_750)
  })

  test('inside of its window it keeps the limit', async () => {
    const played = await playTutorial(tutorialLimiter, { script: bent(), rpm: 2, startsMs: [0, 10_000, 20_000] })
    expect(played.sleepsSeconds[0]).toBeCloseTo(40.1, 3)
  })

  test('defect 42: the wall clock set back by an hour makes it sleep for an hour and a minute', async () => {
    const played = await playTutorial(tutorialLimiter, {
      script: bent(),
      rpm: 1,
      startsMs: [0, 0],
      wallJumpMs: -3_600_000,
    })
    expect(played.sleepsSeconds).toHaveLength(1)
    expect(played.sleepsSeconds[0]).toBeCloseTo(3660.1, 3)
  })

  test('defect 44: five 429 cost thirty seconds, and then status and body are lost', async () => {
    const played = await playTutorial(tutorialLimiter, { script: bent(always(rateLimit({}))) })
    expect(played.sleepsSeconds).toEqual([2, 4, 6, 8, 10])
    expect(played.outcomes).toEqual([
      { ok: false, errorClass: null, message: 'Max retries exceeded', status: null, retryAtMs: null },
    ])
  })

  test('defect 44: a 503 is never retried', async () => {
    const played = await playTutorial(tutorialLimiter, { script: bent(first(1, status({ status: 503 }))) })
    expect(played).toMatchObject({ sleepsSeconds: [], outcomes: [{ ok: false, status: 503 }] })
  })

  test('defect 44: a bad certificate is tried five times', async () => {
    const played = await playTutorial(tutorialLimiter, { script: withExpiredCertificate })
    expect(played).toMatchObject({
      certificatesRefused: 5,
      sleepsSeconds: [2, 4, 6, 8],
      outcomes: [{ thrown: 'SSLError' }],
    })
  })
})

describe('RobustHolySheepClient', () => {
  test('defect 45: a POST is sent four times with the same body and no key against doubles', async () => {
    const played = await playTutorial(tutorialRobust, { script: bent(always(status({ status: 500 }))) })
    expect(statusesOf(played)).toEqual([500, 500, 500, 500])
    expect(new Set(played.wire.map((entry) => entry.bodyHash)).size).toBe(1)
    expect(played).toMatchObject({ sleepsSeconds: [2, 4], outcomes: [{ thrown: 'RetryError' }] })
  })

  test('defect 45: an hour asked for by a 429 is slept three times, although 429 is not in its list', async () => {
    const played = await playTutorial(tutorialRobust, {
      script: bent(always(rateLimit({ retryAfterSeconds: 3600 }))),
    })
    expect(played.sleepsSeconds).toEqual([3600, 3600, 3600])
    expect(played.outcomes).toMatchObject([{ ok: false, status: 429 }])
  })

  test('a 429 that asks for nothing is returned at once', async () => {
    const played = await playTutorial(tutorialRobust, { script: bent(always(rateLimit({}))) })
    expect(played).toMatchObject({ sleepsSeconds: [], outcomes: [{ ok: false, status: 429 }] })
  })

  test('defect 46: after a connect time-out a 401 is a success', async () => {
    const played = await playTutorial(tutorialRobust, { script: bent(always(invalidApiKey({}))), connectTimeouts: 4 })
    expect(statusesOf(played)).toEqual([401])
    expect(played).toMatchObject({ elapsedMs: 4 * 10_000 + 6_000, outcomes: [{ ok: true, text: '', model: null }] })
  })

  test('defect 46: a read time-out comes out as a ConnectionError, after four full waits', async () => {
    const played = await playTutorial(tutorialRobust, { script: bent(always(noHeaders({}))) })
    expect(played).toMatchObject({ elapsedMs: 4 * 60_000 + 6_000, outcomes: [{ thrown: 'ConnectionError' }] })
  })

  test('defect 47: an expired certificate is tried four times, and the caller gets None', async () => {
    const played = await playTutorial(tutorialRobust, { script: withExpiredCertificate })
    expect(played).toMatchObject({ certificatesRefused: 4, sleepsSeconds: [2, 4] })
    expect(played.outcomes).toMatchObject([{ ok: false, message: 'None' }])
  })
})

const withExpiredCertificate: Script = {
  models: { 'deepseek-chat': [] },
  origins: { gateway: { serves: ['deepseek-chat'], tls: true, rules: [always(tlsExpired({}))] } },
}
