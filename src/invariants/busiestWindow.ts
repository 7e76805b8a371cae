/** The window that holds most instants: how many, and the index of the first of them. `ascending` must be sorted. */
export function busiestWindow(ascending: readonly number[], windowMs: number): { count: number; first: number } {
  let busiest = { count: 0, first: 0 }
  let first = 0
  ascending.forEach((atMs, index) => {
    // Half-open: two instants a whole window apart are never in one.
    while (atMs - ascending[first]! >= windowMs) first += 1
    if (index - first + 1 > busiest.count) busiest = { count: index - first + 1, first }
  })
  return busiest
}
