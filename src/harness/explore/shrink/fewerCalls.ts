import { burst, sequential, type LoadSpec } from '../../../load/index.ts'
import { smallerThan } from './numbers.ts'
import type { Reduction } from './reduction.ts'

/** One call, then few; one after the other or all at once, without pauses; one instance of the client, or few. */
export const fewerCalls: Reduction = function* (scenario) {
  const { load, instances } = scenario
  if (instances !== undefined) {
    const { instances: _, ...alone } = scenario
    yield alone
    for (const fewer of smallerThan(instances, 2)) yield { ...scenario, instances: fewer }
  }
  const asked = callsOf(load)
  const least = asked === undefined ? 30 : asked
  if (load.type !== 'sequential' || asked !== 1) yield { ...scenario, load: sequential({ calls: 1 }) }
  for (let calls = 2; calls < Math.min(least, 8); calls += 1) {
    yield { ...scenario, load: sequential({ calls }) }
    yield { ...scenario, load: burst({ calls }) }
    if (asked !== undefined) yield { ...scenario, load: { ...load, calls } as LoadSpec }
  }
  if (load.type !== 'sequential' && load.type !== 'burst') {
    yield { ...scenario, load: sequential({ calls: least }) }
    yield { ...scenario, load: burst({ calls: least }) }
  }
  if ((load as { pauseMs?: number }).pauseMs !== undefined) {
    const { pauseMs: _, ...breathless } = load as LoadSpec & { pauseMs?: number }
    yield { ...scenario, load: breathless as LoadSpec }
  }
}

function callsOf(load: LoadSpec): number | undefined {
  return (load as { readonly calls?: number }).calls
}
