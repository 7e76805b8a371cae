import { defineFault } from '../fault.ts'
import { fromOne } from '../optionKinds.ts'
import { wait } from '../steps.ts'
import type { Data } from '../streamEvents.ts'

export const buffering = defineFault<{ pieces: number }>({
  type: 'buffering',
  doc: 'Holds the body back, as a proxy does, and sends each `pieces` of it in one write.',
  source: 'nginx proxy_buffering; koboldcpp#1168, dify#41755: whole paragraphs at once.',
  options: (v) => ({ pieces: fromOne(v) }),
  arbitrary: (fc) => fc.record({ pieces: fc.integer({ min: 2, max: 20 }) }),
  *apply({ pieces }, _exchange, next) {
    let held: Data[] = []
    let heldMs = 0
    const release = function* () {
      if (heldMs > 0) yield wait(heldMs)
      const last = held.pop()
      for (const step of held) yield { ...step, corked: true as const }
      if (last !== undefined) yield last
      held = []
      heldMs = 0
    }
    for (const step of next()) {
      if (step.do === 'data') held.push(step)
      else if (step.do === 'wait' && held.length > 0) heldMs += step.ms
      else {
        // Before a silence that never ends nothing more is let go.
        if (step.do !== 'hang') yield* release()
        yield step
      }
      if (held.length === pieces) yield* release()
    }
  },
})
