/** Path of an arrowhead at an end of a level line that goes on beyond the axis: to the left (-1) or to the right (1). */
export function arrowHead(x: number, y: number, side: 1 | -1): string {
  return `M${(x - 5 * side).toFixed(1)},${y - 4}L${(x + 2 * side).toFixed(1)},${y}L${(x - 5 * side).toFixed(1)},${y + 4}`
}
