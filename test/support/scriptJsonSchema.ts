import { toJsonSchema } from '@valibot/to-json-schema'
import * as v from 'valibot'
import { faultSchema, scriptFileWith } from '../../src/config/script/scriptSchema.ts'
import { catalogue } from '../../src/faults/index.ts'

const faults = Object.values(catalogue)

/** Every fault is a branch with its own words: an editor then says what it does, and completes its options. */
function anyOf(bends: 'exchange' | 'connection'): v.GenericSchema {
  const branches = faults
    .filter(({ on }) => on === bends)
    .map((fault) => v.pipe(faultSchema(fault), v.title(fault.type), v.description(fault.doc)))
  return v.union(branches)
}

/** The JSON Schema of a script. Draft 7 is what editors know best. */
export function scriptJsonSchema(): string {
  const schema = scriptFileWith({ exchange: anyOf('exchange'), connection: anyOf('connection') })
  const { $schema, ...rest } = toJsonSchema(schema, { target: 'draft-07' })
  const title = 'A script of brownout: what an upstream does, by model and by origin'
  return `${JSON.stringify({ $schema, title, ...rest }, null, 2)}\n`
}
