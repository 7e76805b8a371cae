/**
 * Part of the page's script: a figure between simulated ones, straight from one load to the next and from one factor of quotas to
 * the next, so that it never leaves what was simulated around it. Null where a point around it is unknown, Infinity where one
 * is endless.
 */
export const interpolation = `
const shares = (list, value) => {
  const within = Math.min(list.at(-1), Math.max(list[0], value))
  const next = Math.max(1, list.findIndex((one) => one >= within))
  const share = (within - list[next - 1]) / (list[next] - list[next - 1])
  return [[next - 1, 1 - share], [next, share]].filter(([, weight]) => weight > 1e-9)
}
const cornersOf = ({ loads, factors, points }, { load, factor, lost }) => {
  const along = shares(loads, load)
  return shares(factors.map(Math.log2), Math.log2(factor)).flatMap(([row, weight]) =>
    along.map(([column, share]) => [points[(lost * factors.length + row) * loads.length + column], weight * share]))
}
const between = (corners, field) => {
  const values = corners.map(([point]) => point[field])
  if (values.includes(null)) return null
  return values.some((value) => value < 0) ? Infinity : corners.reduce((sum, [point, weight]) => sum + point[field] * weight, 0)
}
`
