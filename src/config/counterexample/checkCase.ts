import * as v from 'valibot'
import type { Case } from '../../harness/counterexample/case.ts'
import { checkShape } from '../checkShape.ts'
import type { Entries } from '../entries.ts'
import type { Keys } from '../json/scanJson.ts'
import type { PlaceOf } from '../place.ts'
import { caseParts } from '../schema.ts'
import { checkFaults } from '../script/checkFaults.ts'
import { checkPlaces } from '../script/checkPlaces.ts'
import { refuseUnreadable } from '../script/checkScript.ts'
import { anyLoad, loadSchema } from './loadSchema.ts'

const caseSchema = v.strictObject({ ...caseParts, load: anyLoad } satisfies Entries<Case>)

/**
 * What came from a token or a file, as the case that it is; `base` is where in the file it stands. Throws a `Problem` for
 * the first thing that is wrong with it: who made it may have meant harm.
 */
export function checkCase(candidate: unknown, placeOf: PlaceOf, base: Keys = []): Case {
  const { upstream } = Object(candidate) as { readonly upstream?: unknown }
  refuseUnreadable(upstream, placeOf, [...base, 'upstream'])
  checkShape(caseSchema, candidate, placeOf, base)
  const given = candidate as Case & { readonly load: v.InferOutput<typeof anyLoad> }
  checkShape(loadSchema(given.load.type), given.load, placeOf, [...base, 'load'])
  checkFaults(given.upstream, placeOf, [...base, 'upstream'])
  checkPlaces(given.upstream, placeOf, [...base, 'upstream'])
  return given
}
