import type { GenericSchema } from 'valibot'
import { catalogue, writerOf, type FaultSpec, type Rule, type Script } from '../../faults/index.ts'
import { Problem } from '../../harness/problem.ts'
import { messages } from '../../messages/index.ts'
import { nearest } from '../../messages/nearest.ts'
import { checkShape } from '../checkShape.ts'
import type { Keys } from '../json/scanJson.ts'
import { dotted, type PlaceOf } from '../place.ts'
import { faultSchema, type ScriptableFault } from './scriptSchema.ts'

const words = messages.errors.config

type Bends = 'exchange' | 'connection'

type KnownFault = ScriptableFault & { readonly on: Bends }

const known: readonly KnownFault[] = Object.values(catalogue)

/** Throws a `Problem` for a fault that is unknown, stands in the wrong place, or has options that it does not take. */
export function checkFaults(script: Script, placeOf: PlaceOf, base: Keys = []): void {
  for (const [model, rules] of Object.entries(script.models)) {
    checkRules(rules, 'exchange', placeOf, [...base, 'models', model])
  }
  for (const [origin, { rules = [] }] of Object.entries(script.origins ?? {})) {
    checkRules(rules, 'connection', placeOf, [...base, 'origins', origin, 'rules'])
  }
}

function checkRules(rules: readonly Rule[], bends: Bends, placeOf: PlaceOf, keys: Keys): void {
  rules.forEach(({ fault }, index) => checkFault(fault, bends, placeOf, [...keys, index, 'fault']))
}

function checkFault(spec: FaultSpec, bends: Bends, placeOf: PlaceOf, keys: Keys): void {
  // A fault of the user's own brings its definition along; one that was read from JSON must be in the catalogue.
  const fault: KnownFault | undefined = writerOf(spec) ?? known.find(({ type }) => type === spec.type)
  if (fault === undefined) throw unknownFault(spec.type, bends, placeOf, [...keys, 'type'])
  if (fault.on !== bends) {
    throw new Problem(
      'usage',
      words.misplacedFault(dotted(keys), placeOf([...keys, 'type'], spec.type), spec.type, fault.on),
    )
  }
  if (fault.options !== undefined) checkShape(shapeOf(fault), spec, placeOf, keys)
}

function unknownFault(type: string, bends: Bends, placeOf: PlaceOf, keys: Keys): Problem {
  const names = known.filter(({ on }) => on === bends).map((fault) => fault.type)
  const close = nearest(
    type,
    known.map((fault) => fault.type),
  )
  return new Problem('usage', words.unknownName(dotted(keys), placeOf(keys, type), 'fault', type, close, names))
}

const shapes = new Map<KnownFault, GenericSchema>()

/** What a fault looks like in a script. */
function shapeOf(fault: KnownFault): GenericSchema {
  let shape = shapes.get(fault)
  if (shape === undefined) {
    shape = faultSchema(fault)
    shapes.set(fault, shape)
  }
  return shape
}
