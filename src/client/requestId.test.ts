import { describe, expect, test } from 'vitest'
import { CannedTransport, completion, hello, onTransport } from '../../test/support/clientStage.ts'
import type { TransportHeaders } from '../runtime/index.ts'
import { requestIdOf } from './requestId.ts'

describe('the id to quote to a provider', () => {
  test.each<[string, TransportHeaders, string | undefined, string | null]>([
    ['is in the API’s own header', { 'x-request-id': 'req_1', 'cf-ray': 'ray' }, 'body', 'req_1'],
    ['DeepSeek calls it a trace', { 'x-ds-trace-id': 't1', 'cf-ray': 'ray' }, undefined, 't1'],
    ['stands in the body before the edge’s', { 'cf-ray': 'ray' }, 'body', 'body'],
    ['is the edge’s where there is no other', { 'cf-ray': 'ray' }, undefined, 'ray'],
    ['may come twice', { 'x-request-id': ['a', 'b'] }, undefined, 'a'],
    ['is no prose', { 'x-request-id': 'please call us', 'cf-ray': 'ray' }, undefined, 'ray'],
    ['is not endless', { 'x-request-id': 'x'.repeat(201) }, undefined, null],
    ['may be missing', {}, undefined, null],
  ])('%s', (_what, headers, inBody, expected) => {
    expect(requestIdOf(headers, inBody)).toBe(expected)
  })

  test.each<[string, string]>([
    ['comes with a reply', 'req_1'],
    ['never holds the key', 'sk-test-0123456789'],
  ])('%s', async (_what, sent) => {
    const transport = new CannedTransport({ body: completion('x'), headers: { 'x-request-id': sent } })
    const endpoints = [{ model: 'm', baseURL: 'https://m.test/v1', apiKey: 'sk-test-0123456789' }]
    const reply = await onTransport(transport, ({ client }) => client.chat(hello), { endpoints })
    expect(reply.requestId).toBe(sent === 'req_1' ? 'req_1' : '[redacted]')
  })

  test('is that of the attempt that answered', async () => {
    const transport = new CannedTransport(
      { status: 500, body: '{}', headers: { 'x-request-id': 'first' } },
      { body: completion('x'), headers: { 'x-request-id': 'second' } },
    )
    const { requestId, attempts } = await onTransport(transport, ({ client }) => client.chat(hello))
    expect([attempts[0]!.failure!.requestId, requestId]).toEqual(['first', 'second'])
  })
})
