import { Problem } from '../harness/problem.ts'
import { messages } from '../messages/index.ts'
import type { Target } from '../targets/index.ts'

/** Makes sure, before anything is written, that the packages and programs of the targets are there. Throws a `Problem`. */
export async function prepareTargets(targets: readonly Target[]): Promise<void> {
  for (const target of targets) {
    try {
      await target.prepare?.()
    } catch (error) {
      const why = error instanceof Error ? error.message : String(error)
      throw new Problem('environment', messages.errors.targets.notReady(target.name, why), { cause: error })
    }
  }
}
