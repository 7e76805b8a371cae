import { shown } from './checkNames.ts'
import { ClientOptionsError } from './optionsError.ts'

/** Throws a `ClientOptionsError` unless `value` is a number and `holds`; `expected` says what would. */
export function checkNumber(name: string, value: unknown, holds: boolean, expected: string): void {
  if (typeof value !== 'number' || !holds)
    throw new ClientOptionsError(`${name} is ${shown(value)}, expected ${expected}`)
}

/** A limit: a whole number from 1, or Infinity for none. */
export function checkWhole(name: string, value: unknown): void {
  checkNumber(
    name,
    value,
    value === Infinity || (Number.isInteger(value) && (value as number) >= 1),
    'a whole number from 1',
  )
}
