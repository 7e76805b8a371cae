import { expect, test } from 'vitest'
import { integer, objectIdentifier, octetString, time } from './der.ts'

const hex = (bytes: Buffer) => bytes.toString('hex')

test.each([
  [0, '0400'],
  [127, '047f'],
  [128, '048180'],
  [256, '04820100'],
])('a length of %i is written in the shortest form', (length, start) => {
  const bytes = octetString(Buffer.alloc(length))
  expect(hex(bytes.subarray(0, bytes.length - length))).toBe(start)
})

test.each([
  ['00', '020100'],
  ['7f', '02017f'],
  ['80', '02020080'],
  ['0001', '020101'],
])('the number %s stays positive and short', (value, written) => {
  expect(hex(integer(Buffer.from(value, 'hex')))).toBe(written)
})

test.each([
  ['2.5.4.3', '0603550403'],
  ['1.2.840.10045.4.3.2', '06082a8648ce3d040302'],
])('the identifier %s', (dotted, written) => {
  expect(hex(objectIdentifier(dotted))).toBe(written)
})

test('years before 2050 have two digits, later ones four', () => {
  expect(time(Date.UTC(2049, 11, 31, 23, 59, 59)).toString('latin1')).toBe('\x17\x0d491231235959Z')
  expect(time(Date.UTC(2050, 0, 1)).toString('latin1')).toBe('\x18\x0f20500101000000Z')
})
