import { expectTypeOf } from 'vitest'
import type { ClientEvent } from '../history/index.ts'
import type { ErrorClass } from '../protocol/errorClass.ts'
import { createClient } from './index.ts'

// Each line is checked by `npm run typecheck`; nothing here runs.

expectTypeOf<ClientEvent['type']>().toEqualTypeOf<
  | 'operation-started'
  | 'attempt-started'
  | 'attempt-ended'
  | 'wait-started'
  | 'operation-ended'
  | 'breaker-changed'
  | 'health-changed'
  | 'limit-changed'
  | 'key-buried'
>()

createClient({
  baseURL: 'https://api.example.com/v1',
  apiKey: 'sk-example',
  models: ['a'],
  runtime: {
    sink: (event) => {
      expectTypeOf(event).toEqualTypeOf<ClientEvent>()
      // @ts-expect-error -- not every event is of a call
      void event.call
      switch (event.type) {
        case 'attempt-started':
          return expectTypeOf(event.kind).toEqualTypeOf<'first' | 'retry' | 'fallback' | 'hedge' | 'probe'>()
        case 'attempt-ended':
          return expectTypeOf(event.errorClass).toEqualTypeOf<ErrorClass | null>()
        case 'wait-started':
          return expectTypeOf(event.delayMs).toEqualTypeOf<number>()
        case 'operation-ended':
          return expectTypeOf(event.costUsd).toEqualTypeOf<string | null>()
        case 'breaker-changed':
          return expectTypeOf(event.to).toEqualTypeOf<string>()
        case 'health-changed':
          return expectTypeOf(event.healthy).toEqualTypeOf<boolean>()
        case 'limit-changed':
          return expectTypeOf(event.to).toEqualTypeOf<number>()
        case 'key-buried':
          return expectTypeOf(event.untilMs).toEqualTypeOf<number>()
        case 'operation-started':
          return expectTypeOf(event.stream).toEqualTypeOf<boolean>()
        default:
          return expectTypeOf(event).toBeNever()
      }
    },
  },
})
