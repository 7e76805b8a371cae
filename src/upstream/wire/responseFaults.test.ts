import { expect, test } from 'vitest'
import { casesOf } from '../../../test/injector/cases/index.ts'
import { nameOf, playCase } from '../../../test/injector/playCase.ts'

/** The table of cases is `test/injector/cases`: a new fault gets its bytes there. */
const cases = Object.values(casesOf)
  .flat()
  .map((owed) => ({ owed, name: nameOf(owed) }))

/** Their instants are asked for by `npm run check:injector`, which knows of a late machine. */
test.each(cases)('a raw reader of $name sees the bytes and the end that are owed', async ({ owed }) => {
  const { wrong } = await playCase(owed)
  expect(wrong).toEqual([])
})
