import { resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { Exploration } from '../../harness/explore/index.ts'
import type { Target } from '../../targets/index.ts'
import type { Inventory } from '../inventory.ts'
import { usualWorkers } from '../usualWorkers.ts'

type Place = Pick<Exploration, 'target' | 'workers' | 'own'>

/**
 * Where the cases of a target are played. A client of the config is at hand, in this very process; it goes into threads,
 * where its module is loaded once more, only if that was asked for.
 */
export function placeOf(target: Target, inventory: Inventory, asked: number | undefined, cwd: string): Place {
  const { ownTargets, ownInvariants, loaded } = inventory
  const isOwn = ownTargets.includes(target)
  const workers = asked ?? (isOwn ? 1 : usualWorkers())
  if (workers === 1 || loaded.file === null) return { target, workers, own: ownInvariants }
  const module = pathToFileURL(resolve(cwd, loaded.file)).href
  const at = ({ name }: { readonly name: string }) => ({ module, name })
  return { target: isOwn ? at(target) : target, workers, own: ownInvariants.map(at) }
}
