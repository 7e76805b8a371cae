import { expect, test } from 'vitest'
import { SentText } from './sentText.ts'

test.each([0, 1, 2, 63, 64, 65, 128, 1_000])('%i pieces are the text that they make', (count) => {
  const pieces = Array.from({ length: count }, (_, index) => ` ${index}`)
  const sent = new SentText()
  for (const piece of pieces) sent.add(piece)
  expect(sent.text()).toBe(pieces.join(''))
  sent.add('!')
  expect(sent.text()).toBe(`${pieces.join('')}!`)
})
