import { expect, test } from 'vitest'
import { spoken } from './spoken.ts'

const english = { greeting: 'hello', page: { title: 'report', calls: (calls: number) => `${calls} calls` } }
const vietnamese = { greeting: 'chào', page: { title: 'báo cáo', calls: (calls: number) => `${calls} lời gọi` } }

test('a group and a function that were taken aside speak the language of today', () => {
  const { said, say } = spoken(english)
  const { page } = said
  const { calls } = page
  expect([said.greeting, page.title, calls(2)]).toEqual(['hello', 'report', '2 calls'])
  say(vietnamese)
  expect([said.greeting, page.title, calls(2)]).toEqual(['chào', 'báo cáo', '2 lời gọi'])
  say(english)
  expect([said.greeting, page.title, calls(2)]).toEqual(['hello', 'report', '2 calls'])
  expect(english.page.title).toBe('report')
})
