import * as v from 'valibot'
import { foundName } from '../../harness/counterexample/case.ts'
import { counterexampleFormat, type Counterexample } from '../../harness/counterexample/counterexample.ts'
import { Problem } from '../../harness/problem.ts'
import { messages } from '../../messages/index.ts'
import { checkShape } from '../checkShape.ts'
import type { Entries } from '../entries.ts'
import { readDocument } from '../json/document.ts'
import { name, seed } from '../schema.ts'
import { checkCase } from './checkCase.ts'

const words = messages.errors.counterexamples

const schema = v.strictObject({
  schema: v.literal(counterexampleFormat),
  name: v.pipe(v.string(), v.regex(/^found-[0-9a-f]{8}$/, 'found- and eight digits from 0 to f')),
  invariant: name,
  story: v.string(),
  target: name,
  verdict: v.picklist(['broke', 'held']),
  seed,
  historyHash: v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/, 'a sha256 in 64 digits from 0 to f')),
  madeBy: name,
  case: v.looseObject({}),
} satisfies Entries<Counterexample>)

/** Reads and checks the text of a file, which errors call `file`. Throws a `Problem`. */
export function readCounterexample(text: string, file: string): Counterexample {
  const { value, placeOf, refuseKeyTwice } = readDocument(text, file, 'counterexample')
  checkShape(schema, value, placeOf)
  const read = value as Counterexample
  checkCase(read.case, placeOf, ['case'])
  refuseKeyTwice()
  const played = foundName(read.case, read.target, read.seed)
  if (read.name !== played) throw new Problem('usage', words.otherDay(placeOf(['name']), read.name, played))
  return read
}
