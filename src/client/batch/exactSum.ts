/** The exact sum of two decimals, which are not negative, as a decimal: '0.1' and '0.2' are '0.3'. */
export function exactSum(a: string, b: string): string {
  const decimals = Math.max(decimalsOf(a), decimalsOf(b))
  const digits = (scaled(a, decimals) + scaled(b, decimals)).toString().padStart(decimals + 1, '0')
  const whole = digits.slice(0, digits.length - decimals)
  const fraction = digits.slice(digits.length - decimals).replace(/0+$/, '')
  return fraction === '' ? whole : `${whole}.${fraction}`
}

function decimalsOf(decimal: string): number {
  const point = decimal.indexOf('.')
  return point === -1 ? 0 : decimal.length - point - 1
}

function scaled(decimal: string, decimals: number): bigint {
  return BigInt(decimal.replace('.', '') + '0'.repeat(decimals - decimalsOf(decimal)))
}
