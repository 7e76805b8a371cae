import * as catalogue from './catalogue/index.ts'
import { writerOf, type FaultSpec } from './fault.ts'
import type { Script } from './script.ts'

export class UnknownFault extends Error {
  override readonly name = 'UnknownFault'
}

export type AnyFault = (typeof catalogue)[keyof typeof catalogue]

/** Every fault by its type. The namespace of the catalogue is the registry. */
const faultsByType = new Map(Object.values(catalogue).map((fault) => [fault.type, fault]))

/** The fault behind a spec: the one that wrote it, or the catalogue's by its type. Throws `UnknownFault`. */
export function faultOf(spec: FaultSpec): AnyFault {
  return (writerOf(spec) as AnyFault | undefined) ?? faultNamed(spec.type)
}

export function faultNamed(type: string): AnyFault {
  const fault = faultsByType.get(type)
  if (fault === undefined) throw new UnknownFault(`no fault is called ${JSON.stringify(type)}`)
  return fault
}

/** Whether a fault of a script is not the catalogue's: it is code, which no JSON and no other thread has. */
export function hasOwnFaults({ models, origins = {} }: Script): boolean {
  const rules = [...Object.values(models), ...Object.values(origins).map(({ rules: ofOrigin = [] }) => ofOrigin)].flat()
  return rules.some(({ fault }) => {
    const writer = writerOf(fault) as AnyFault | undefined
    return writer !== undefined && faultsByType.get(fault.type) !== writer
  })
}
