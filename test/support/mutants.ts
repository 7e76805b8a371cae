import * as mutants from '../../src/targets/mutants/index.ts'
import type { Mutant } from '../../src/targets/mutants/index.ts'

export function mutantNamed(name: string): Mutant {
  return Object.values<Mutant>(mutants).find((mutant) => mutant.name === name)!
}
