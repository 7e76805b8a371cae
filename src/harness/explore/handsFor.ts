import type { Invariant } from '../../invariants/index.ts'
import { addressOf, isAddress, type Address } from './address.ts'
import type { FC } from './case/index.ts'
import type { Exploration } from './exploration.ts'
import { ownHand, type Hand } from './hand.ts'
import { threads } from './pool.ts'

/** This thread for a target that is at hand and one worker; else threads, which find the target by themselves. */
export function handsFor({ target, workers, own = [], hangMs }: Exploration, fc: FC): Hand[] {
  if (!isAddress(target) && workers === 1) return [ownHand({ fc, target, own: own.map(atHand) })]
  const address = isAddress(target) ? target : addressOf(target)
  if (address === undefined)
    throw new TypeError(`several workers need to know where the target ${target.name} is to be found: give its address`)
  return threads({ target: address, own: own.map(elsewhere), workers, hangMs })
}

function atHand(invariant: Invariant | Address): Invariant {
  if ('check' in invariant) return invariant
  throw new TypeError(`${invariant.name} is an address: with one worker and a target at hand, give the rule itself`)
}

function elsewhere(invariant: Invariant | Address): Address {
  if ('module' in invariant) return invariant
  throw new TypeError(`threads cannot be sent the rule ${invariant.name}: give its address`)
}
