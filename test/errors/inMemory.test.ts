import { expect, test } from 'vitest'
import { meetsInMemory } from './inMemory.ts'
import { nameOf } from './row.ts'
import { table } from './table.ts'

test.each(table.map((row) => [nameOf(row), row] as const))(
  'in memory undici meets the same: %s',
  async (_name, row) => {
    const { request, fetch } = await meetsInMemory(row)
    expect(row.gives).toContain(request)
    expect(row.fetchGives ?? row.gives).toContain(fetch)
  },
)
