import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { classifyResponse } from './classify.ts'
import { readErrorBody } from './errorBody.ts'

const read = (body: unknown) => readErrorBody(typeof body === 'string' ? body : JSON.stringify(body))
const inner = { error: { code: 'insufficient_quota', message: 'no money' } }

describe('where the words of an error stand', () => {
  test.each([
    ['in an object', { error: { code: 'X', message: 'no' } }, ['x'], 'no'],
    ['in a sentence', { error: 'no' }, [], 'no'],
    ['at the top', { code: 'x', type: 'y', message: 'no' }, ['x', 'y'], 'no'],
    ['in a list', { errors: [{ code: 'x', message: 'no' }, { code: 'z' }] }, ['x'], 'no'],
    ['in a list of sentences', { errors: ['no', 'never'] }, [], 'no'],
    ['in a list of envelopes (Google)', [{ error: { status: 'X', code: 429, message: 'no' } }], [], 'no'],
    ['as FastAPI says it', { detail: 'no' }, [], 'no'],
    [
      'as FastAPI lists it',
      { detail: [{ loc: ['body'], msg: 'field required', type: 'missing' }] },
      ['missing'],
      'field required',
    ],
    ['as NestJS lists it', { statusCode: 400, message: ['no', 'never'] }, [], 'no'],
    ['in base_resp', { base_resp: { status_code: 1008, status_msg: 'no' } }, ['base_resp:1008'], 'no'],
    ['in base_resp, as text', { base_resp: { status_code: '1008' } }, ['base_resp:1008'], ''],
    ['at the end of a sentence', { error: { message: 'no (1008)' } }, ['base_resp:1008'], 'no (1008)'],
    [
      'before a gateway’s id',
      { error: 'no (1008) (request id: 20260101-1)' },
      ['base_resp:1008'],
      'no (1008) (request id: 20260101-1)',
    ],
    ['nowhere: the number is not at the end', { error: 'no (1008) yes' }, [], 'no (1008) yes'],
    ['in a choice', { choices: [{ error: { code: 'x', message: 'no' } }] }, ['x'], 'no'],
    ['in an event with a status', 'event: error\ndata: {"error":{"code":"x"}}\n\n', ['x'], ''],
    ['in plain text', 'Too many requests\n', [], 'Too many requests'],
    ['in a JSON string', '"Too many requests"', [], 'Too many requests'],
  ] as const)('%s', (_where, body, words, message) => {
    expect(read(body)).toMatchObject({ words, message, isPage: false })
  })

  test.each([
    ['as JSON in a string', { error: JSON.stringify(inner) }],
    ['as JSON in a message', { error: { message: `[deepseek/x] [400]: ${JSON.stringify(inner)} (reset after 30s)` } }],
    ['as JSON in a top-level message', { message: JSON.stringify(inner) }],
    [
      'as a provider’s own words',
      { error: { code: 429, message: 'Provider returned error', metadata: { raw: JSON.stringify(inner) } } },
    ],
    ['twice wrapped', { error: JSON.stringify({ error: JSON.stringify(inner) }) }],
  ])('in an error inside the error: %s', (_where, body) => {
    const { words, message } = read(body)
    expect(words).toContain('insufficient_quota')
    expect(message).toBe('no money')
  })

  test('the innermost error speaks first', () => {
    const body = { error: { code: 'rate_limit_exceeded', message: JSON.stringify(inner) } }
    expect(read(body).words).toEqual(['insufficient_quota', 'rate_limit_exceeded'])
  })

  test('a gateway that quotes a provider is told from one that speaks for itself', () => {
    const quoting = { error: { code: 401, message: 'Provider returned error', metadata: { raw: 'bad key' } } }
    expect(read(quoting)).toMatchObject({ isQuoted: true, message: 'bad key' })
    expect(read({ error: { code: 401, metadata: { raw: '' } } }).isQuoted).toBe(false)
  })
})

describe('the status inside a body', () => {
  test.each([
    [{ error: { code: 502 } }, 502],
    [{ error: { code: '402' } }, 402],
    [{ type: 'error', error: { http_code: '429' } }, 429],
    [{ error: { http_status: 404 } }, 404],
    [{ error: { code: 'x' }, status: 500 }, 500],
    [{ error: { code: 1008 } }, undefined],
    [{ error: { code: 200 } }, undefined],
    [{ error: { code: 429.5 } }, undefined],
  ])('%j: %s', (body, status) => {
    expect(read(body).status).toBe(status)
  })
})

describe('a hostile body never throws, and is as good as none', () => {
  const deep = (open: string, close: string) => open.repeat(1_000_000) + close.repeat(1_000_000)
  test.each([
    ['a million brackets', deep('[', ']')],
    ['a million envelopes', `${'{"error":'.repeat(1_000_000)}1${'}'.repeat(1_000_000)}`],
    ['a million details', `${'{"detail":['.repeat(1_000_000)}1${']}'.repeat(1_000_000)}`],
    ['words that are objects', '{"error":{"code":{"a":1},"type":["x"],"message":7}}'],
    ['words that are long', JSON.stringify({ error: { code: 'x'.repeat(1_000_000) } })],
    ['a prototype', '{"__proto__":{"error":{"code":"invalid_api_key"}}}'],
    ['a prototype as a word', '{"error":{"code":"__proto__","type":"constructor"}}'],
    ['a prototype among the headers', '{"error":{"metadata":{"headers":{"__proto__":"x","constructor":"y"}}}}'],
    ['lists of nothing', '{"errors":[],"detail":[],"choices":[null]}'],
    ['nulls', '{"error":null,"message":null,"base_resp":null,"metadata":null,"choices":null}'],
    ['control characters', '\u0000\u0001\u0002 hello there'],
    ['a text without an end', 'word '.repeat(1_000_000)],
  ])('%s', (_story, body) => {
    const { errorClass, requestId, spoils } = classifyResponse(502, {}, body, 0)
    expect({ errorClass, requestId, spoils }).toEqual({
      errorClass: 'server_error',
      requestId: null,
      spoils: undefined,
    })
  })

  test('a message of a megabyte is looked at from its beginning only', () => {
    const padding = 'x'.repeat(1_000_000)
    expect(classifyResponse(500, {}, JSON.stringify({ error: `Insufficient balance ${padding}` }), 0).errorClass).toBe(
      'quota_exhausted',
    )
    expect(classifyResponse(500, {}, JSON.stringify({ error: `${padding} insufficient balance` }), 0).errorClass).toBe(
      'server_error',
    )
  })

  test('any JSON whatever, with any status', () => {
    const names = fc.constantFrom(
      'error',
      'errors',
      'detail',
      'message',
      'code',
      'type',
      'metadata',
      'raw',
      'choices',
      'base_resp',
      'availability',
      'headers',
      'status',
    )
    const { tree } = fc.letrec((tie) => ({
      tree: fc.oneof(
        { maxDepth: 5 },
        fc.jsonValue({ maxDepth: 1 }),
        tie('object'),
        fc.array(tie('tree'), { maxLength: 2 }),
      ),
      object: fc.dictionary(names, tie('tree'), { maxKeys: 4 }),
    }))
    const property = fc.property(tree, fc.integer({ min: 100, max: 599 }), (body, status) => {
      const failure = classifyResponse(status, {}, JSON.stringify(body), 0)
      expect(typeof failure.message).toBe('string')
      expect(failure.errorClass).not.toBe('')
    })
    fc.assert(property, { numRuns: 2_000 })
  })
})
