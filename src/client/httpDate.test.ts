import { describe, expect, test } from 'vitest'
import { parseHttpDate } from './httpDate.ts'

describe('HTTP dates', () => {
  test.each([
    ['IMF-fixdate', 'Sun, 06 Nov 1994 08:49:37 GMT', Date.UTC(1994, 10, 6, 8, 49, 37)],
    ['RFC 850, two digits are this century', 'Sunday, 06-Nov-94 08:49:37 GMT', Date.UTC(2094, 10, 6, 8, 49, 37)],
    ['asctime, in UTC wherever the machine stands', 'Sun Nov  6 08:49:37 1994', Date.UTC(1994, 10, 6, 8, 49, 37)],
    ['asctime with a day of two digits', 'Wed Nov 16 08:49:37 1994', Date.UTC(1994, 10, 16, 8, 49, 37)],
    ['a leap day', 'Thu, 29 Feb 2024 00:00:00 GMT', Date.UTC(2024, 1, 29)],
    ['a leap second is the next second', 'Sat, 31 Dec 2016 23:59:60 GMT', Date.UTC(2017, 0, 1)],
  ])('%s', (_form, text, epochMs) => {
    expect(parseHttpDate(text)).toBe(epochMs)
  })

  test.each([
    ['nothing', ''],
    ['a word', 'tomorrow'],
    ['ISO 8601', '1994-11-06T08:49:37Z'],
    ['another zone', 'Sun, 06 Nov 1994 08:49:37 CET'],
    ['a month that does not exist', 'Sun, 06 Nox 1994 08:49:37 GMT'],
    ['the thirty-first of February', 'Sat, 31 Feb 2026 00:00:00 GMT'],
    ['a leap day in a common year', 'Sun, 29 Feb 2026 00:00:00 GMT'],
    ['the day zero', 'Sun, 00 Nov 1994 08:49:37 GMT'],
    ['the hour twenty-four', 'Sun, 06 Nov 1994 24:00:00 GMT'],
    ['the minute sixty', 'Sun, 06 Nov 1994 08:60:00 GMT'],
    ['the second sixty-one', 'Sun, 06 Nov 1994 08:49:61 GMT'],
    ['something behind it', 'Sun, 06 Nov 1994 08:49:37 GMT!'],
  ])('%s is no date', (_story, text) => {
    expect(parseHttpDate(text)).toBeUndefined()
  })
})
