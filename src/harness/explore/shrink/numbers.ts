/** Smaller and rounder numbers than `value`, the smallest first, none below `least`. */
export function smallerThan(value: number, least = 0): number[] {
  const size = Math.abs(value)
  const sizes = [least, least + 1, ...powersBelow(size), ...roundedDown(size), Math.floor(size / 2), Math.floor(size)]
  const smaller = sizes.filter((candidate) => candidate >= least && candidate < size)
  return [...new Set(smaller)].toSorted((a, b) => a - b).map((candidate) => Math.sign(value) * candidate)
}

function powersBelow(size: number): number[] {
  const powers: number[] = []
  for (let power = 10; power < size; power *= 10) powers.push(power)
  return powers
}

/** To one figure, to two. */
function roundedDown(size: number): number[] {
  if (size < 10) return []
  const unit = 10 ** (String(Math.floor(size)).length - 1)
  return [Math.floor(size / unit) * unit, Math.floor((size / unit) * 10) * (unit / 10)]
}
