import { Problem } from '../../harness/problem.ts'
import { messages } from '../../messages/index.ts'
import { once } from '../once.ts'

/** `10%`, or `0.1`: as a share. */
export function margin(found: unknown, flag: string, command: string): number {
  const value = once(found, flag, command)
  const [, digits, percent] = /^(\d{1,3}(?:\.\d{1,6})?)\s*(%?)$/.exec(value) ?? []
  const share = Number(digits) / (percent === '%' ? 100 : 1)
  if (share > 0 && share < 1) return share
  throw new Problem('usage', messages.errors.compare.noMargin(flag, value))
}
