import { describe, expect, test } from 'vitest'
import { emptyFolder, type } from '../../../test/support/commandLine.ts'
import { catalogue as faults } from '../../faults/index.ts'
import { ownCounterexamples } from '../../harness/counterexample/ownCounterexamples.ts'
import { catalogue as invariants } from '../../invariants/index.ts'
import { scenarios } from '../../scenarios/index.ts'
import { targets } from '../../targets/index.ts'

const all = {
  scenarios: [...scenarios, ...ownCounterexamples()].map(({ name }) => name),
  faults: Object.values(faults).map(({ type: name }) => name),
  invariants: Object.values(invariants)
    .toSorted((one, other) => one.number - other.number)
    .map(({ name }) => name),
  targets: targets.map(({ name }) => name),
}

describe.each(Object.entries(all))('list %s', (kind, names) => {
  test('gives a line for each, name first, whole where a program reads', async () => {
    const { code, out, err } = await type(['list', kind], emptyFolder())
    expect({ code, err }).toEqual({ code: 0, err: '' })
    expect(
      out
        .trimEnd()
        .split('\n')
        .map((line) => line.split(' ')[0]),
    ).toEqual(names)
    expect(out).not.toContain('…')
  })

  test('gives one JSON document', async () => {
    const items = JSON.parse((await type(['list', kind, '--json'], emptyFolder())).out) as {
      name: string
      doc: string
    }[]
    expect(items.map(({ name }) => name)).toEqual(names)
    for (const { doc } of items) expect(doc).toMatch(/\w/)
  })
})

test('list alone gives all four, under titles', async () => {
  const folder = emptyFolder()
  const { out } = await type(['list'], folder)
  for (const title of ['Scenarios', 'Faults', 'Rules', 'Targets']) expect(out).toMatch(new RegExp(`^${title}$`, 'm'))
  expect(Object.keys(JSON.parse((await type(['list', '--json'], folder)).out) as object)).toEqual(Object.keys(all))
})

test('what the config brings stands beside what is built in', async () => {
  const config = `export default {
    targets: { mine: { doc: 'my own', vantage: 'wire', supports: { stream: false, abort: false, policy: false }, open() {} } },
    invariants: [{ name: 'my-rule', number: 900, requirement: 'mine', source: 'me', strength: 'should', vantage: 'wire', check() {} }],
  }`
  const folder = emptyFolder({ 'bench.config.mjs': config })
  expect((await type(['list', 'targets'], folder)).out).toMatch(/^mine +my own$/m)
  expect((await type(['list', 'invariants'], folder)).out).toMatch(/^my-rule +mine$/m)
  expect((await type(['list', 'targets', '--no-config'], folder)).out).not.toContain('mine')
})
