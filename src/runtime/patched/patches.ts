import { syncBuiltinESMExports } from 'node:module'

/** One property that is to be another for a while. */
export type Patch = readonly [owner: object, name: PropertyKey, value: unknown]

/** Puts them in, all or none, and gives what puts everything back as it was, named imports of Node's modules included. */
export function putIn(patches: readonly Patch[]): () => void {
  const undo: (() => void)[] = []
  const putBack = () => {
    for (const one of undo.splice(0).toReversed()) one()
    syncBuiltinESMExports()
  }
  try {
    for (const [owner, name, value] of patches) undo.push(putInOne(owner, name, value))
  } catch (error) {
    putBack()
    throw error
  }
  syncBuiltinESMExports()
  return putBack
}

function putInOne(owner: object, name: PropertyKey, value: unknown): () => void {
  const before = Object.getOwnPropertyDescriptor(owner, name)
  const isFixed = before?.configurable === false
  if (isFixed) Reflect.set(owner, name, value)
  else
    Object.defineProperty(owner, name, {
      value,
      writable: true,
      configurable: true,
      enumerable: before?.enumerable ?? false,
    })
  return () => {
    if (before === undefined) Reflect.deleteProperty(owner, name)
    else if (isFixed) Reflect.set(owner, name, before.value)
    else Object.defineProperty(owner, name, before)
  }
}
