import { faultOf, type ConnectionStep, type Script } from '../faults/index.ts'

/** What leaves no trace where the upstream stands: the port is closed, the SYN is dropped, the name leads nowhere. */
const unseen = new Set<ConnectionStep['do']>(['refuse', 'drop', 'unresolvable'])

/** Whether a client may meet connections of which the upstream knows nothing. */
export function hasUnseenConnections({ origins = {} }: Script): boolean {
  return Object.values(origins).some(({ rules = [] }) =>
    rules.some((rule) => {
      const fault = faultOf(rule.fault)
      return fault.on === 'connection' && unseen.has(fault.connect(rule.fault as never).do)
    }),
  )
}
