import * as v from 'valibot'
import { checkShape } from '../../config/checkShape.ts'
import type { EventType, HistoryEvent } from '../../history/index.ts'
import { eventEntries, eventTypes } from './eventSchemas.ts'

const seq = v.pipe(v.number(), v.minValue(0, 'a number from 0'))
const at = v.pipe(v.number(), v.minValue(0, 'ms from 0'))

const anyEvent = v.looseObject({ seq, at, type: v.picklist(eventTypes) })

const schemas = new Map<EventType, v.GenericSchema>(
  eventTypes.map((type) => [type, v.strictObject({ seq, at, type: v.literal(type), ...eventEntries[type] })]),
)

/** Throws a `Problem` that names `place` for what is no event. */
export function checkEvent(candidate: unknown, place: string): HistoryEvent {
  const placeOf = () => place
  checkShape(anyEvent, candidate, placeOf)
  const event = candidate as HistoryEvent
  checkShape(schemas.get(event.type)!, candidate, placeOf)
  return event
}
