import type { Script } from '../../faults/index.ts'
import { Problem } from '../../harness/problem.ts'
import { messages } from '../../messages/index.ts'
import { checkShape } from '../checkShape.ts'
import type { Keys } from '../json/scanJson.ts'
import { dotted, type PlaceOf } from '../place.ts'
import { checkFaults } from './checkFaults.ts'
import { checkPlaces } from './checkPlaces.ts'
import { mostRules, ownNames, scriptFile } from './scriptSchema.ts'

const words = messages.errors.script

/**
 * What was read from JSON, as the script that it is. Throws a `Problem` for the first thing that is wrong with it.
 * Nothing is looked at in detail before it is known how much there is to look at.
 */
export function checkScript(candidate: unknown, placeOf: PlaceOf): Script {
  refuseUnreadable(candidate, placeOf)
  checkShape(scriptFile, candidate, placeOf)
  const { $schema: _, ...script } = candidate as Script & { readonly $schema?: string }
  checkFaults(script, placeOf)
  checkPlaces(script, placeOf)
  return script
}

/** Throws a `Problem` for a script at `base` that is too large to look at, or has names that JavaScript has a use for. */
export function refuseUnreadable(candidate: unknown, placeOf: PlaceOf, base: Keys = []): void {
  refuseTooMany(candidate, placeOf)
  refuseOwnNames(candidate, placeOf, base)
}

function refuseTooMany(candidate: unknown, placeOf: PlaceOf): void {
  const { models, origins } = Object(candidate) as Partial<Record<keyof Script, unknown>>
  const lists = [
    ...Object.values(Object(models) as object),
    ...Object.values(Object(origins) as object).map((origin: unknown) => (Object(origin) as { rules?: unknown }).rules),
  ]
  const rules = lists.reduce((sum: number, list) => sum + (Array.isArray(list) ? list.length : 0), 0)
  if (rules > mostRules) throw new Problem('usage', words.tooManyRules(placeOf([]), rules, mostRules))
}

const own: ReadonlySet<string> = new Set(ownNames)

/** `__proto__` and its like, wherever they stand: valibot leaves some of them out without a word. */
function refuseOwnNames(candidate: unknown, placeOf: PlaceOf, base: Keys): void {
  const open: { readonly value: unknown; readonly keys: Keys }[] = [{ value: candidate, keys: base }]
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const { value, keys } = next
    if (typeof value !== 'object' || value === null) continue
    for (const key of Object.keys(value)) {
      const inner = [...keys, Array.isArray(value) ? Number(key) : key]
      if (own.has(key)) throw new Problem('usage', words.ownName(dotted(inner), placeOf(inner, key), key))
      // So deep lies nothing that a script has, and what does will be refused for it.
      if (inner.length - base.length < deepest)
        open.push({ value: (value as Record<string, unknown>)[key], keys: inner })
    }
  }
}

const deepest = 10
