import { expect, test } from 'vitest'
import { reporters } from '../reporters/index.ts'
import { scenarios } from '../scenarios/index.ts'
import { targets } from '../targets/index.ts'
import { catalogue as invariants } from '../invariants/index.ts'
import { validate } from './validate.ts'

test('whatever is built in could stand in a config', () => {
  const config = {
    targets: Object.fromEntries(targets.map((target) => [target.name, target])),
    scenarios,
    invariants: Object.values(invariants),
    reporters: ['json', ...Object.values(reporters)],
    seed: 3,
    worlds: ['loopback'],
    out: 'elsewhere',
  }
  expect(validate(config, () => 'here')).toBe(config)
})

test('a target may be an instance of a class: it goes on as it is', () => {
  class Mine {
    doc = 'mine'
    vantage = 'wire'
    supports = { stream: false, abort: false, policy: false }
    open() {
      return this
    }
  }
  const mine = new Mine()
  expect(validate({ targets: { mine } }, () => 'here').targets!['mine']).toBe(mine)
})
