/** Wall time as ISO 8601 in UTC: for names and notes of a run, never for measuring. */
export function wallTime(): string {
  return new Date().toISOString()
}
