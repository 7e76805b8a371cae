import { faultOf, type FaultSpec, type Script } from '../../../faults/index.ts'

/** What no proxy can make of a provider's answer; everything else bends what comes, or stands in its place. */
const reasons: Readonly<Record<string, string>> = {
  pace: 'it says how fast a mock answers, and a provider has a pace of its own',
  playback: 'it plays recorded answers where the provider is to be measured',
}

/** The first fault of a script that cannot bend a real answer, and why; undefined where all of them can. */
export function uninjectable({ models, origins = {} }: Script): { fault: string; reason: string } | undefined {
  const rules = [...Object.values(models).flat(), ...Object.values(origins).flatMap((origin) => origin.rules ?? [])]
  for (const { fault } of rules) {
    const reason = reasonOf(fault)
    if (reason !== undefined) return { fault: fault.type, reason }
  }
  return undefined
}

function reasonOf(spec: FaultSpec): string | undefined {
  const fault = faultOf(spec)
  const known = reasons[fault.type]
  if (known !== undefined) return known
  // A fault of a user's own.
  return fault.on === 'exchange' && fault.plan !== undefined ? reasons['pace'] : undefined
}
