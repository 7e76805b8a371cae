import { describe, expect, test } from 'vitest'
import {
  CannedTransport,
  hello,
  onTransport,
  onVirtualNetwork,
  sse,
  type ClientStage,
} from '../../test/support/clientStage.ts'
import { always, catalogue, first, type FaultSpec } from '../faults/index.ts'
import { framingNames } from '../faults/framings.ts'
import { ChatError } from './chatError.ts'
import { deadline, retry } from './policySpecs.ts'

const { slicer, streamError, streamFraming } = catalogue

/** What the caller of a stream hears, how it ends, and how many requests were made. */
function heardOf(...faults: readonly FaultSpec[]) {
  return onVirtualNetwork(
    { models: { main: faults.map((fault) => first(1, fault)) } },
    async ({ client, events }) => {
      let text = ''
      let end = 'well'
      try {
        for await (const delta of client.stream(hello)) text += delta
      } catch (error) {
        if (!(error instanceof ChatError)) throw error
        end = `${error.errorClass}, with ${error.partialText.length} letters`
      }
      const attempts = events.flatMap((event) => (event.type === 'attempt-ended' ? [event.errorClass] : []))
      return { text, end, attempts }
    },
    { policies: [retry({ initialDelayMs: 1, maxDelayMs: 1 })] },
  )
}

const opener = (attempt: number) => `[main call 7 try ${attempt}] `
const said = 'Patience is a resource: spend it well. Kiên nhẫn 🐢'
const whole = { text: `${opener(1)}${said}`, end: 'well', attempts: [null] }

describe('a stream means the same', () => {
  test.each(framingNames)('in the form %s', async (form) => {
    expect(await heardOf(streamFraming({ form }))).toEqual(whole)
  })

  test.each(framingNames)('in the form %s, byte by byte', async (form) => {
    expect(await heardOf(slicer({ bytes: 1, delayMs: 0 }), streamFraming({ form }))).toEqual(whole)
  })

  test.each([2, 3, 5, 16])('in pieces of %i bytes', async (bytes) => {
    expect(await heardOf(slicer({ bytes }))).toEqual(whole)
  })
})

describe('an error in a stream', () => {
  const forms = ['data', 'event', 'finishReason'] as const
  const errors = [
    ['overloaded', 'overloaded'],
    ['rateLimit', 'rate_limited'],
    ['serverError', 'server_error'],
  ] as const

  test.each(forms.flatMap((form) => errors.map(([error, meaning]) => [error, form, meaning] as const)))(
    '%s as %s before the first word is tried again, like the status that says the same',
    async (error, form, meaning) => {
      expect(await heardOf(streamError({ form, error }))).toEqual({
        text: `${opener(2)}${said}`,
        end: 'well',
        attempts: [meaning, null],
      })
    },
  )

  test.each(forms)('as %s after some words ends the call with them: nothing is said twice', async (form) => {
    const heard = `${opener(1)}Patience is`
    expect(await heardOf(streamError({ form, afterDeltas: 3 }))).toEqual({
      text: heard,
      end: `overloaded, with ${heard.length} letters`,
      attempts: ['overloaded'],
    })
  })

  test('that says the money is gone is not tried again', async () => {
    expect(await heardOf(streamError({ error: 'quotaExhausted', provider: 'deepseek' }))).toMatchObject({
      text: '',
      attempts: ['quota_exhausted'],
    })
  })
})

describe('what a stream says when it breaks off', () => {
  const asked =
    'data: {"choices":[{"delta":{"content":"hi"}}]}\n\n' +
    'data: {"error":{"code":429,"message":"slow down","metadata":{"headers":{"Retry-After":"30"}}}}\n\n'

  /** Two streams, one after the other: how both end, and how many requests there were. */
  async function twice({ client }: ClientStage): Promise<string[]> {
    const ends = []
    for (let nth = 0; nth < 2; nth += 1) {
      const error = (await client.stream(hello).reply.catch((thrown: unknown) => thrown)) as ChatError
      ends.push(`${error.errorClass}/${error.attempts.at(-1)?.failure?.reason ?? 'unsent'}`)
    }
    return ends
  }

  test('that its key is spent holds for the calls that follow', async () => {
    const script = { models: { main: [always(streamError({ afterDeltas: 2, error: 'quotaExhausted' }))] } }
    await onVirtualNetwork(script, async (stage) => {
      expect(await twice(stage)).toEqual(['quota_exhausted/http_200', 'quota_exhausted/unsent'])
      expect(stage.events.filter(({ type }) => type === 'key-buried')).toHaveLength(1)
    })
  })

  test('that it wants to be left alone, too', async () => {
    const transport = new CannedTransport({ headers: sse, body: [Buffer.from(asked)] })
    const policies = [deadline(5_000)]
    await onTransport(
      transport,
      async (stage) => {
        expect(await twice(stage)).toEqual(['rate_limited/http_200', 'rate_limited/unsent'])
        expect(transport.requests).toHaveLength(1)
      },
      { policies },
    )
  })
})
