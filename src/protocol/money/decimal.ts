/** A decimal number, exactly: `digits` / 10^`places`. */
export interface Decimal {
  readonly digits: bigint
  /** How many of the digits stand behind the point; never more than needed. */
  readonly places: number
}

/** Beyond this no price or budget makes sense, and a hostile file could make a number of gigabytes. */
const mostExponent = 100
const mostLength = 100

/** Reads "0.42", "15" or "-3": digits with at most one point and no exponent. Undefined for anything else. */
export function readDecimal(text: string): Decimal | undefined {
  const [, sign, whole, fraction = ''] = /^(-?)(\d+)(?:\.(\d+))?$/.exec(text) ?? []
  if (whole === undefined || text.length > mostLength) return undefined
  const needed = fraction.replace(/0+$/, '')
  const digits = BigInt(whole + needed)
  return { digits: sign === '-' ? -digits : digits, places: needed.length }
}

/**
 * A floating-point number by its shortest decimal text, which is the text that a person wrote into a JSON file unless
 * it had more than 15 digits. 2.7e-7 becomes exactly 0.00000027. Undefined for what is no finite number.
 */
export function decimalOfNumber(value: number): Decimal | undefined {
  const [, mantissa, exponent = '0'] = /^(-?[\d.]+)(?:e([+-]\d+))?$/.exec(String(value)) ?? []
  const read = mantissa === undefined ? undefined : readDecimal(mantissa)
  return read === undefined || Math.abs(Number(exponent)) > mostExponent ? undefined : shifted(read, Number(exponent))
}

/** Times 10^`by`: moves the point, changes no digit. */
export function shifted({ digits, places }: Decimal, by: number): Decimal {
  const text = digits.toString()
  // Whole numbers may end in zeros that a shift puts behind the point.
  const zeros = places === 0 && digits !== 0n ? /0*$/.exec(text)![0].length : 0
  const significant = zeros === 0 ? digits : BigInt(text.slice(0, -zeros))
  const moved = places - zeros - by
  if (digits === 0n) return { digits, places: 0 }
  return moved >= 0 ? { digits: significant, places: moved } : { digits: significant * powerOfTen(-moved), places: 0 }
}

const powersOfTen: bigint[] = []

function powerOfTen(exponent: number): bigint {
  return (powersOfTen[exponent] ??= 10n ** BigInt(exponent))
}

/** In units of 10^-`places`. Undefined if it has more digits than that: nothing is ever rounded. */
export function inUnitsOf(decimal: Decimal, places: number): bigint | undefined {
  return decimal.places > places ? undefined : decimal.digits * powerOfTen(places - decimal.places)
}

/** The shortest text: no exponent, no zeros at the end of a fraction. */
export function textOfDecimal({ digits, places }: Decimal): string {
  if (digits === 0n) return '0'
  const sign = digits < 0n ? '-' : ''
  const text = (digits < 0n ? -digits : digits).toString().padStart(places + 1, '0')
  if (places === 0) return sign + text
  const point = text.length - places
  let end = text.length
  while (end > point && text[end - 1] === '0') end -= 1
  return sign + text.slice(0, point) + (end === point ? '' : `.${text.slice(point, end)}`)
}
