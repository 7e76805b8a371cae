import { expect, test } from 'vitest'
import { defineTarget, type Target } from '../targets/index.ts'
import { prepareTargets } from './prepareTargets.ts'

const target = (prepare?: () => Promise<void>): Target =>
  defineTarget({
    name: 'theirs',
    doc: 'Somebody else’s.',
    vantage: 'driver',
    supports: { stream: false, abort: false, policy: false },
    ...(prepare === undefined ? {} : { prepare }),
    open: () => {
      throw new Error('not opened here')
    },
  })

test('what a target lacks is said before anything is written', async () => {
  const lacking = target(() => Promise.reject(new Error('the package left-pad is not installed here')))
  await expect(prepareTargets([target(), lacking])).rejects.toMatchObject({
    name: 'Problem',
    kind: 'environment',
    text: { what: 'theirs cannot be played here: the package left-pad is not installed here' },
  })
})

test('who needs nothing, or has it, is ready', async () => {
  await expect(prepareTargets([target(), target(() => Promise.resolve())])).resolves.toBeUndefined()
})
