/** What was thrown, in words: an application may throw anything, even what cannot be made into a text. */
export function wordsOf(thrown: unknown): string {
  try {
    return String(thrown)
  } catch {
    return 'something without words'
  }
}

/** What an application's function returned may be a promise after all; that it is rejected ends no process. */
export function isPromise(returned: unknown): boolean {
  if (!(returned instanceof Promise)) return false
  returned.catch(() => undefined)
  return true
}
