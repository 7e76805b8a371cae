import { messages } from '../../../messages/index.ts'
import type { Check } from '../finding.ts'

const words = messages.doctor.node

export const node: Check = {
  name: 'node',
  look: ({ node: { version, path, atLeast } }) => {
    const isEnough = orderOf(version) >= orderOf(atLeast)
    return [
      isEnough
        ? { check: 'node', state: 'ok', text: words.ok(version, atLeast), fix: null }
        : { check: 'node', state: 'broken', text: words.old(version, atLeast, path), fix: words.fix(atLeast) },
    ]
  },
}

function orderOf(version: string): number {
  const [major = 0, minor = 0, patch = 0] = version.split('.').map((part) => Number.parseInt(part, 10))
  return (major * 1_000 + minor) * 1_000 + patch
}
