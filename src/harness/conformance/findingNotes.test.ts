import { expect, test } from 'vitest'
import { catalogue } from '../../invariants/index.ts'
import { targets } from '../../targets/index.ts'
import { conformanceCases } from './cases.ts'
import { findingNotes, noteOf } from './findingNotes.ts'

const rules = new Set(Object.values(catalogue).map(({ name }) => name as string))
const names = new Set(targets.map(({ name }) => name))

test('each note is of clients, rules and families that there are', () => {
  for (const { clients, rules: broken, families = [], note } of findingNotes) {
    expect(clients.filter((name) => !names.has(name))).toEqual([])
    expect(broken.filter((name) => !rules.has(name))).toEqual([])
    expect(families.filter((name) => !Object.hasOwn(conformanceCases, name))).toEqual([])
    expect(note.length).toBeGreaterThan(60)
  }
})

test('a finding has its note, and what nobody has read has none', () => {
  const stalls = { client: 'openai', rule: 'every-call-settles', family: 'stream' }
  expect(noteOf(stalls)).toContain('says nothing of a stream that stops')
  expect(noteOf({ ...stalls, family: 'tls' })).toBeNull()
  expect(noteOf({ ...stalls, client: 'client' })).toBeNull()
})
