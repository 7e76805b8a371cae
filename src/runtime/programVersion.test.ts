import { expect, test } from 'vitest'
import { programVersion } from './programVersion.ts'

test('the version of a program that is there', () => {
  expect(programVersion(process.execPath)).toBe(process.versions.node)
})

test('none of a program that is not', () => {
  expect(programVersion('no-such-program')).toBeNull()
})
