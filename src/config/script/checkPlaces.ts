import { defaultOrigin, type Rule, type Script } from '../../faults/index.ts'
import { Problem } from '../../harness/problem.ts'
import { messages } from '../../messages/index.ts'
import { nearest } from '../../messages/nearest.ts'
import type { Keys } from '../json/scanJson.ts'
import { dotted, type PlaceOf } from '../place.ts'

const words = messages.errors

/** Throws a `Problem` for origins that serve what is not there, or twice, and for times that lie the wrong way round. */
export function checkPlaces(script: Script, placeOf: PlaceOf, base: Keys = []): void {
  checkServed(script, placeOf, base)
  for (const [model, rules] of Object.entries(script.models)) checkTimes(rules, placeOf, [...base, 'models', model])
  for (const [origin, { rules = [] }] of Object.entries(script.origins ?? {})) {
    checkTimes(rules, placeOf, [...base, 'origins', origin, 'rules'])
  }
}

function checkServed({ models, origins = {} }: Script, placeOf: PlaceOf, base: Keys): void {
  const names = Object.keys(models)
  const servedBy = new Map<string, string>()
  for (const [origin, { serves }] of Object.entries(origins)) {
    serves.forEach((model, index) => {
      const keys = [...base, 'origins', origin, 'serves', index]
      if (!Object.hasOwn(models, model)) {
        const close = nearest(model, names)
        const text = words.config.unknownName(dotted(keys), placeOf(keys, model), 'model', model, close, names)
        throw new Problem('usage', text)
      }
      const before = servedBy.get(model)
      if (before !== undefined) {
        throw new Problem('usage', words.script.servedTwice(dotted(keys), placeOf(keys, model), model, before))
      }
      servedBy.set(model, origin)
    })
  }
  // They would live at an origin of that name too: at the same port, under other rules.
  const homeless = Object.hasOwn(origins, defaultOrigin) ? names.find((model) => !servedBy.has(model)) : undefined
  if (homeless !== undefined) {
    const keys = [...base, 'models', homeless]
    throw new Problem(
      'usage',
      words.script.servedByNone(dotted(keys), placeOf(keys, homeless), homeless, defaultOrigin),
    )
  }
}

function checkTimes(rules: readonly Rule[], placeOf: PlaceOf, keys: Keys): void {
  rules.forEach(({ when }, index) => {
    if (!('during' in when) || when.during[0] < when.during[1]) return
    const place = [...keys, index, 'when', 'during']
    throw new Problem('usage', words.script.noTime(dotted(place), placeOf(place, 'during'), when.during))
  })
}
