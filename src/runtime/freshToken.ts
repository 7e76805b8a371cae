import { randomBytes } from 'node:crypto'

/** 128 bits that nobody can guess, as 32 hex digits: they need no quotes anywhere. */
export function freshToken(): string {
  return randomBytes(16).toString('hex')
}
