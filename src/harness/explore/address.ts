import type { Invariant } from '../../invariants/index.ts'
import { targets } from '../../targets/index.ts'
import type { Target } from '../../targets/target.ts'
import { siblingModule } from '../siblingModule.ts'

/** Where a thread finds a target, or a rule of the user's own. */
export interface Address {
  /** URL of a module (`file:///…/bench.config.ts`) that exports it: by itself, or in an object or a list that it exports. */
  readonly module: string
  readonly name: string
}

export function isAddress(target: Target | Address): target is Address {
  return 'module' in target
}

/** Where a target of our own lies; undefined for anybody else's. */
export function addressOf(target: Target): Address | undefined {
  if (!targets.includes(target)) return undefined
  return { module: siblingModule('../../targets/index.ts', import.meta.url).href, name: target.name }
}

/** A target of a config without a name of its own is called by its key. */
export async function targetAt(address: Address): Promise<Target> {
  const target = await exported<Target>(address, (value) => typeof (value as Target).open === 'function')
  const {
    name = address.name,
    doc,
    vantage,
    supports,
    notPromised = [],
  } = target as Omit<Target, 'name'> & { readonly name?: string }
  // A class's methods need their object.
  return { name, doc, vantage, supports, notPromised, open: (setup) => target.open(setup) }
}

export function invariantAt(address: Address): Promise<Invariant> {
  return exported(address, (value) => typeof (value as Invariant).check === 'function')
}

/** Deep enough for `export default defineConfig({ targets: [mine] })`. */
const deepest = 3

async function exported<Kind>({ module, name }: Address, isKind: (value: object) => boolean): Promise<Kind> {
  const found = find(await import(module), deepest)
  if (found === undefined) throw new Error(`${module} exports nothing of the name ${JSON.stringify(name)}`)
  return found as Kind

  function isNameless(key: string, item: unknown): item is object {
    if (key !== name || typeof item !== 'object' || item === null) return false
    return (item as { name?: unknown }).name === undefined && isKind(item)
  }

  function find(value: unknown, depth: number): object | undefined {
    if (typeof value !== 'object' || value === null) return undefined
    if ((value as { name?: unknown }).name === name && isKind(value)) return value
    if (depth === 0) return undefined
    for (const [key, item] of Object.entries(value as Record<string, unknown>)) {
      const inside = isNameless(key, item) ? item : find(item, depth - 1)
      if (inside !== undefined) return inside
    }
    return undefined
  }
}
