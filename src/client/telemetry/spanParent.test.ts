import { createContextKey, trace, type Span } from '@opentelemetry/api'
import { expect, test } from 'vitest'
import { under } from './spanParent.ts'

const span = {} as Span

test('the API finds the span where we put it', () => {
  expect(trace.getSpan(under(span))).toBe(span)
})

test('it is a context like any other', () => {
  const key = createContextKey('a key of the test')
  const context = under(span).setValue(key, 7)
  expect([context.getValue(key), trace.getSpan(context)]).toEqual([7, span])
  expect(under(span).getValue(key)).toBeUndefined()
  expect(trace.getSpan(trace.deleteSpan(context))).toBeUndefined()
  expect(context.deleteValue(key).getValue(key)).toBeUndefined()
  expect(trace.getSpan(context)).toBe(span)
})
