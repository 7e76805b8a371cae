import fc from 'fast-check'
import { hostileTexts } from './sampleReport.ts'

/** Random text that is made of what breaks out: known attacks, their pieces, and any code unit at all. */
const piece = fc.oneof(
  fc.constantFrom(...hostileTexts),
  fc.constantFrom(
    '<',
    '>',
    '"',
    "'",
    '&',
    '`',
    ']]>',
    '<!--',
    '-->',
    '\n',
    '\r',
    '::',
    '##[',
    '\u001b[31m',
    '</',
    '/>',
  ),
  fc.string({ unit: 'binary', maxLength: 8 }),
  fc.integer({ min: 0, max: 0xffff }).map((unit) => String.fromCharCode(unit)),
)
export const hostileText: fc.Arbitrary<string> = fc.array(piece, { maxLength: 8 }).map((pieces) => pieces.join(''))

export { steering } from './steering.ts'
