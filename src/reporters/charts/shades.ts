/** How full a colour is, from few to many. */
export const shades = [0.12, 0.28, 0.48, 0.72, 1]

/** By the root of the share of the fullest cell: a few among thousands must be seen. */
export function shadeOf(count: number, most: number): number {
  return Math.min(shades.length - 1, Math.floor(Math.sqrt(count / most) * shades.length))
}
