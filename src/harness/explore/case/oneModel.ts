import type { Rule } from '../../../faults/index.ts'
import type { Day } from './day.ts'

const model = 'deepseek-chat'

/** One model at one place, where these rules bend its answers. */
export function oneModel(...rules: readonly Rule[]): Day['upstream'] {
  return {
    models: { [model]: rules },
    origins: { gateway: { serves: [model], credential: 'gateway', tls: false, rules: [] } },
  }
}
