import { client } from './client.ts'
import * as modelled from './modelled/index.ts'
import * as ready from './ready/index.ts'
import * as tutorials from './tutorial/index.ts'
import type { Target } from './target.ts'

export {
  answeredAfter,
  defineTarget,
  type AnsweredAfter,
  type OpenTarget,
  type Target,
  type TargetAbout,
  type TargetCall,
  type TargetEndpoint,
  type TargetSetup,
} from './target.ts'

export { client }

/** Every target that comes with brownout, ours first. */
export const targets: readonly Target[] = [
  client,
  ...Object.values(tutorials),
  ...Object.values(modelled),
  ...Object.values(ready),
]

/** Names that stand for several targets. */
export const targetGroups: Readonly<Record<string, readonly Target[]>> = {
  tutorial: Object.values(tutorials),
  modelled: Object.values(modelled),
  ready: Object.values(ready),
}
