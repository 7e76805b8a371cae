import { shown } from '../checkNames.ts'
import { checkNumber, checkWhole } from '../checkNumber.ts'
import { ClientOptionsError } from '../optionsError.ts'
import type { ConcurrencyLimitSpec } from './limitSpec.ts'

/** Throws a `ClientOptionsError` that names the option, for a limit that no client could live by. */
export function checkLimit(spec: ConcurrencyLimitSpec): void {
  if (spec.limit === 'fixed') return checkWhole('concurrency.max', spec.max)
  if (spec.limit !== 'aimd' && spec.limit !== 'gradient') {
    const given = JSON.stringify((spec as { limit: unknown }).limit)
    throw new ClientOptionsError(
      `concurrency: its limit is ${given}, expected concurrency(16), concurrency(aimd({ … })) or concurrency(gradient({ … }))`,
    )
  }
  const { min, initial, max } = spec
  checkWhole('concurrency.min', min)
  checkWhole('concurrency.max', max)
  if (!(Number.isInteger(initial) && initial >= min && initial <= max)) {
    throw new ClientOptionsError(
      `concurrency.initial is ${shown(initial)}, expected a whole number from min (${min}) to max (${max})`,
    )
  }
  if (spec.limit === 'aimd') {
    const { backoffRatio = 0.9 } = spec
    checkNumber('concurrency.backoffRatio', backoffRatio, backoffRatio >= 0.5 && backoffRatio < 1, 'from 0.5, below 1')
    return
  }
  const { tolerance = 1.5, smoothing = 0.2, queueSize = 4 } = spec
  checkNumber('concurrency.tolerance', tolerance, tolerance >= 1 && tolerance < Infinity, 'a number from 1')
  checkNumber('concurrency.smoothing', smoothing, smoothing > 0 && smoothing <= 1, 'above 0, at most 1')
  if (queueSize !== 'sqrt')
    checkNumber(
      'concurrency.queueSize',
      queueSize,
      queueSize > 0 && queueSize < Infinity,
      'a number above 0, or "sqrt"',
    )
}
