import { readdirSync, readFileSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { describe, expect, test } from 'vitest'
import * as client from '../src/client/index.ts'
import { catalogue as faults } from '../src/faults/index.ts'
import * as brownout from '../src/index.ts'

/** Parts that the rehearsal is made of, and no application needs. */
const internal = ['createClientWith', 'decisions', 'defaultPolicies', 'errorTable', 'failureOf']

test('the package exports the whole client', () => {
  const owed = Object.entries(client).filter(([name]) => !internal.includes(name))
  expect(Object.fromEntries(owed)).not.toEqual({})
  expect(brownout).toMatchObject(Object.fromEntries(owed))
  expect(Object.keys(brownout).filter((name) => internal.includes(name))).toEqual([])
})

test('no name of the client hides a fault', () => {
  const hidden = Object.entries(faults).filter(([name, fault]) => brownout[name as keyof typeof brownout] !== fault)
  expect(hidden.map(([name]) => name)).toEqual([])
})

describe('what an application can import has words of its own', () => {
  const client = join(import.meta.dirname, '../src/client')
  const exported = [
    ...readFileSync(join(client, 'index.ts'), 'utf8').matchAll(/\{([^}]*)\} from '\.\/([^']+)'/g),
  ].flatMap(([, names, path]) =>
    names!.split(',').flatMap((name) => {
      const bare = name.trim().replace(/^type /, '')
      return bare === '' ? [] : [[bare, path!] as const]
    }),
  )

  test.each(exported)('%s of %s', (name, path) => {
    const folder = join(client, dirname(path))
    const files = path.endsWith('index.ts')
      ? readdirSync(folder).filter((file) => file.endsWith('.ts'))
      : [basename(path)]
    const declared = new RegExp(`(\\*/\\n)?export (?:async )?(?:class|function|interface|type|const) ${name}\\b`)
    const found = files.flatMap((file) => declared.exec(readFileSync(join(folder, file), 'utf8')) ?? [])
    expect(found.length, 'is declared').toBeGreaterThan(0)
    expect(found[1], 'has a docstring').toBe('*/\n')
  })
})
