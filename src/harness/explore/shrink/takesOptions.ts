import * as v from 'valibot'
import type { catalogue, FaultSpec } from '../../../faults/index.ts'

type AnyFault = Pick<(typeof catalogue)[keyof typeof catalogue], 'options'>

const schemas = new Map<AnyFault, v.GenericSchema>()

/** Whether a script in JSON may say so: a counterexample has to be one that can be written down. */
export function takesOptions(fault: AnyFault, spec: FaultSpec): boolean {
  if (fault.options === undefined) return true
  let schema = schemas.get(fault)
  if (schema === undefined) schemas.set(fault, (schema = v.strictObject({ type: v.string(), ...fault.options(v) })))
  return v.safeParse(schema, spec).success
}
