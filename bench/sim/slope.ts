/** A straight line through points, by least squares; and by which power y grows with x (1: linear). */
export interface Slope {
  readonly perX: number
  readonly exponent: number
  /** The farthest that a point lies from the line, as a share of what the line says. */
  readonly worstResidual: number
}

export function slopeOf(points: readonly (readonly [x: number, y: number])[]): Slope {
  const line = leastSquares(points)
  const exponent = leastSquares(points.map(([x, y]) => [Math.log(x), Math.log(y)])).slope
  const residuals = points.map(([x, y]) => Math.abs(y / (line.at0 + line.slope * x) - 1))
  return { perX: line.slope, exponent, worstResidual: Math.max(...residuals) }
}

function leastSquares(points: readonly (readonly [x: number, y: number])[]): { slope: number; at0: number } {
  const mean = (pick: (point: readonly [number, number]) => number) =>
    points.reduce((sum, point) => sum + pick(point), 0) / points.length
  const meanX = mean(([x]) => x)
  const meanY = mean(([, y]) => y)
  const slope = mean(([x, y]) => (x - meanX) * (y - meanY)) / mean(([x]) => (x - meanX) ** 2)
  return { slope, at0: meanY - slope * meanX }
}
