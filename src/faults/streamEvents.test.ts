import { expect, test } from 'vitest'
import { bendEvents } from './streamEvents.ts'
import { data, head, type Step } from './steps.ts'

const stream = head(200, { 'content-type': 'text/event-stream' }, { class: 'ok' })

/** How many of the pieces are taken for events. */
function eventsIn(...pieces: readonly string[]): string[] {
  const steps: Step[] = [stream, ...pieces.map((piece) => data(Buffer.from(piece)))]
  const taken: string[] = []
  const bent = bendEvents(steps, (event) => {
    taken.push(event.written)
    return [event.step]
  })
  expect([...bent]).toEqual(steps)
  return taken
}

test('a piece is an event where the one before has ended', () => {
  expect(eventsIn('data: {"a":1}\n\n', 'data: {"b":2}\n\n')).toHaveLength(2)
})

test('the rest of an event is none, even if it looks like one', () => {
  expect(eventsIn('data: {\n', 'data: }\n\n', 'data: {"b":2}\n\n')).toEqual(['data: {"b":2}\n\n'])
  expect(eventsIn('data: {\r\n', 'data: }\n\n')).toEqual([])
})

test.each([': OPENROUTER PROCESSING\n', ':\n\n', 'data: x\r\r', 'data: x\r\n\r\n', 'data: x\n\r', 'data: x\r\n\r'])(
  'behind %j another one begins',
  (piece) => expect(eventsIn(piece, 'data: {"b":2}\n\n')).toHaveLength(1),
)
