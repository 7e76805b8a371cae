/** Where an event is drawn: a row in the group of a process. */
export interface Track {
  readonly pid: number
  readonly tid: number
}

/**
 * A row of stretches that lie in each other or one after the other. Viewers take two that overlap otherwise for a mistake, and
 * leave one out without a word; of two that begin together they take the one that stands first in the file for the outer one.
 */
export class Lane {
  readonly track: Track
  readonly #stretches: { readonly from: number; readonly to: number }[] = []

  constructor(track: Track) {
    this.track = track
  }

  /** In µs. False where it does not fit; then nothing has changed. */
  take(from: number, to: number): boolean {
    const fits = this.#stretches.every((other) => {
      const isApart = to <= other.from || from >= other.to
      const isWithin = from >= other.from && to <= other.to
      const isAround = from < other.from && to >= other.to
      return isApart || isWithin || isAround
    })
    if (fits) this.#stretches.push({ from, to })
    return fits
  }
}
