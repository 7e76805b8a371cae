import { Problem } from '../harness/problem.ts'
import { messages } from '../messages/index.ts'
import { once } from './once.ts'

const words = messages.errors.plan

/** A number above 0: a rate of exchange, a budget in USD. */
export function amountAboveZero(found: unknown, flag: string, command: string): number {
  const value = once(found, flag, command)
  const amount = /^\d{1,12}(\.\d{1,6})?$/.test(value) ? Number(value) : 0
  if (amount > 0) return amount
  throw new Problem('usage', words.noAmount(flag, value))
}

export function route(found: unknown, flag: string, command: string): 'chain' | 'spread' {
  const value = once(found, flag, command)
  if (value === 'chain' || value === 'spread') return value
  throw new Problem('usage', words.noRoute(value))
}
