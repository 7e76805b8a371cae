import { faultOf, type ConnectionStep, type FaultSpec, type Script } from '../faults/index.ts'

/** What leaves no trace where the upstream stands: the port is closed, the SYN is dropped, the name leads nowhere. */
const unseen = new Set<ConnectionStep['do']>(['refuse', 'drop', 'unresolvable'])

/** Whether a client may meet connections of which the upstream knows nothing. */
export function hasUnseenConnections({ origins }: Script): boolean {
  if (origins === undefined) return false
  for (const origin in origins) {
    const { rules = [] } = origins[origin]!
    if (rules.some(({ fault }) => leavesNoTrace(fault))) return true
  }
  return false
}

function leavesNoTrace(spec: FaultSpec): boolean {
  const fault = faultOf(spec)
  return fault.on === 'connection' && unseen.has(fault.connect(spec as never).do)
}
