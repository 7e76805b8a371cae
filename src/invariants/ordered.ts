/** The same numbers in order; mostly they are, and then nothing is moved. */
export function sorted(numbers: number[]): number[] {
  for (let index = 1; index < numbers.length; index += 1)
    if (numbers[index]! < numbers[index - 1]!) return numbers.sort((a, b) => a - b)
  return numbers
}

/** Index of the first number that is greater than `limit`; the length if none is. `ascending` must be sorted. */
export function firstAbove(ascending: readonly number[], limit: number): number {
  let low = 0
  let high = ascending.length
  while (low < high) {
    const middle = (low + high) >>> 1
    if (ascending[middle]! > limit) high = middle
    else low = middle + 1
  }
  return low
}
