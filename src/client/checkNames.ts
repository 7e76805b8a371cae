import { nearest } from '../messages/nearest.ts'
import { ClientOptionsError } from './optionsError.ts'

/** Every name that an object of options may have; the compiler holds the list against the type. */
export type NamesOf<Options> = { readonly [Name in keyof Options]-?: unknown }

/**
 * Throws a `ClientOptionsError` for what is no object, and for an option that nobody would read: a slip in the name of an
 * optional one would silently cost the default. It shows names, never values: one may be a key.
 */
export function checkNames(where: string, given: unknown, names: NamesOf<object>): void {
  if (typeof given !== 'object' || given === null || Array.isArray(given))
    throw new ClientOptionsError(`${where} is ${kindOf(given)}, expected an object of options`)
  // No list of names is made of options that are right, as those of every client should be.
  for (const name in given)
    if (!Object.hasOwn(names, name) && Object.hasOwn(given, name)) throw unknownName(where, name, names)
}

function unknownName(where: string, unknown: string, names: NamesOf<object>): ClientOptionsError {
  const known = Object.keys(names)
  const meant = nearest(unknown, known)
  const hint = meant === undefined ? '' : `. Did you mean ${JSON.stringify(meant)}?`
  return new ClientOptionsError(
    `${where} has ${JSON.stringify(unknown)}, which is no option here${hint} (known: ${known.join(', ')})`,
  )
}

/** A value that is no secret, as it would be written: of a string one sees that it is one. */
export function shown(value: unknown): string {
  if (typeof value === 'string') return JSON.stringify(value.slice(0, 40))
  return typeof value === 'number' ? String(value) : kindOf(value)
}

/** What a value is, in words that hold nothing of it. */
export function kindOf(value: unknown): string {
  if (value === undefined || value === null || typeof value === 'boolean') return String(value)
  if (Array.isArray(value)) return 'a list'
  return typeof value === 'object' ? 'an object' : `a ${typeof value}`
}
