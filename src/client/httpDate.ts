const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']

const imfFixdate =
  /^\w{3}, (?<day>\d\d) (?<month>\w{3}) (?<year>\d{4}) (?<hour>\d\d):(?<minute>\d\d):(?<second>\d\d) GMT$/
const rfc850 = /^\w{6,9}, (?<day>\d\d)-(?<month>\w{3})-(?<year>\d\d) (?<hour>\d\d):(?<minute>\d\d):(?<second>\d\d) GMT$/
const asctime = /^\w{3} (?<month>\w{3}) (?<day>[\d ]\d) (?<hour>\d\d):(?<minute>\d\d):(?<second>\d\d) (?<year>\d{4})$/

/**
 * Reads the three forms of an HTTP date (RFC 9110 section 5.6.7: a recipient must accept all of them) as epoch ms.
 * Undefined for anything else: `Date.parse` would take an asctime date for local time.
 */
export function parseHttpDate(text: string): number | undefined {
  const parts = (imfFixdate.exec(text) ?? rfc850.exec(text) ?? asctime.exec(text))?.groups
  if (parts === undefined) return undefined
  const month = months.indexOf(parts['month']!)
  if (month === -1) return undefined
  const [day, hour, minute, second] = ['day', 'hour', 'minute', 'second'].map((name) => Number(parts[name]))
  const midnight = new Date(Date.UTC(fullYear(parts['year']!), month, day))
  // Date.UTC carries what overflows: the 31st of February would pass for the 3rd of March. 60 is a leap second.
  if (midnight.getUTCMonth() !== month || midnight.getUTCDate() !== day) return undefined
  if (hour! > 23 || minute! > 59 || second! > 60) return undefined
  return midnight.getTime() + ((hour! * 60 + minute!) * 60 + second!) * 1000
}

/** Two digits are this century: no Retry-After speaks of the last one. */
function fullYear(year: string): number {
  return year.length === 2 ? 2000 + Number(year) : Number(year)
}
