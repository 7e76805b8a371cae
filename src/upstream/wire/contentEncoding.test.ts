import { Agent, fetch } from 'undici'
import { describe, expect, onTestFinished, test, vi } from 'vitest'
import { chatBody, startWire } from '../../../test/support/wire.ts'
import { whatwgEvents } from '../../../test/support/whatwgEvents.ts'
import { contentEncodingForms } from '../../faults/catalogue/contentEncoding.ts'
import { always, catalogue } from '../../faults/index.ts'

type Form = (typeof contentEncodingForms)[number]

/** How `undici.fetch`, which decodes, meets the form: the body that it gives, how it ends, and what the history says. */
async function met(form: Form, stream: boolean) {
  const { url, history } = await startWire({ models: { m: [always(catalogue.contentEncoding({ form }))] } })
  const dispatcher = new Agent()
  onTestFinished(() => dispatcher.close())
  const response = await fetch(`${url()}/v1/chat/completions`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: chatBody({ stream }),
    dispatcher,
  })
  const pieces: Uint8Array[] = []
  let end = 'well'
  try {
    for await (const piece of response.body!) pieces.push(piece as Uint8Array)
  } catch (error) {
    end = String((error as { cause?: { code?: string } }).cause?.code)
  }
  const { truth, text } = await vi.waitFor(() => {
    const ended = history.events.find((event) => event.type === 'exchange-ended')!
    const started = history.events.find((event) => event.type === 'response-started')!
    return { truth: started.truth.class, text: ended.text }
  })
  return { status: response.status, body: Buffer.concat(pieces), end, truth, text }
}

const document = (content: string) =>
  expect.stringContaining(`"message":{"role":"assistant","content":"${content}"}`) as string

const contentIn = (body: Uint8Array) =>
  whatwgEvents(body)
    .filter(({ data }) => data !== '[DONE]')
    .map(({ data }) => (JSON.parse(data) as { choices: { delta: { content?: string } }[] }).choices[0]?.delta.content)
    .join('')

describe('a client that decodes meets', () => {
  test.each(['gzip', 'unknown'] as const)('%s: the answer, as it was meant', async (form) => {
    const json = await met(form, false)
    expect(json).toMatchObject({ status: 200, end: 'well', truth: 'ok' })
    expect(json.body.toString()).toEqual(document(json.text))
    const events = await met(form, true)
    expect(events).toMatchObject({ status: 200, end: 'well', truth: 'ok' })
    expect(contentIn(events.body)).toBe(events.text)
  })

  test('corrupt gzip: an error in the body, behind what could be read', async () => {
    const json = await met('corruptGzip', false)
    expect(json).toMatchObject({ status: 200, end: 'Z_DATA_ERROR', truth: 'protocol', text: '' })
    const events = await met('corruptGzip', true)
    expect(events).toMatchObject({ status: 200, end: 'Z_DATA_ERROR', truth: 'protocol' })
    expect(events.text.startsWith(contentIn(events.body))).toBe(true)
    expect(events.text).toMatch(/^\[m call 3 try 1\] Patience/)
  })

  test('truncated gzip: a 200 that ends well, with half of a body', async () => {
    const json = await met('truncatedGzip', false)
    expect(json).toMatchObject({ status: 200, end: 'well', truth: 'protocol', text: '' })
    expect(() => JSON.parse(json.body.toString()) as unknown).toThrow(SyntaxError)
    const events = await met('truncatedGzip', true)
    expect(events).toMatchObject({ status: 200, end: 'well', truth: 'protocol' })
    expect(contentIn(events.body)).toBe(events.text)
    expect(events.text).toMatch(/^\[m call 3 try 1\] Patience/)
  })

  test.each([
    ['plainAsGzip', 'Z_DATA_ERROR'],
    ['plainAsBrotli', expect.stringMatching(/ERR__ERROR_FORMAT|ERR_BROTLI|Z_/) as string],
  ] as const)('%s: an error, where one that does not decode finds the answer', async (form, code) => {
    expect(await met(form, false)).toMatchObject({ status: 200, end: code, truth: 'ok' })
  })
})
