import { refuseLiveAndKeys } from './bench/checkBench.ts'
import { checkShape } from './checkShape.ts'
import type { Config } from './defineConfig.ts'
import type { PlaceOf } from './place.ts'
import { configSchema } from './schema.ts'

/** Throws a `Problem` for one thing that is wrong. The very objects go on: a target may be an instance of a class. */
export function validate(candidate: unknown, placeOf: PlaceOf): Config {
  refuseLiveAndKeys(candidate, placeOf)
  checkShape(configSchema, candidate, placeOf)
  return candidate as Config
}
