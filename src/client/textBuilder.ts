/** Up to here a text is put together as it comes: most texts never get longer. In UTF-16 units. */
const shortUnits = 64 * 1024

const piecesPerBlock = 4096

/**
 * A text made of small pieces, however many. A string that grows by `+=` keeps each piece, and 32 bytes beside it, until
 * somebody reads it: letter by letter, a text of 4 MB would take 128 MB.
 */
export class TextBuilder {
  #start = ''
  #blocks = ''
  #pieces: string[] = []

  add(piece: string): void {
    if (this.#start.length < shortUnits) {
      this.#start += piece
      return
    }
    this.#pieces.push(piece)
    if (this.#pieces.length === piecesPerBlock) this.#seal()
  }

  get text(): string {
    this.#seal()
    return this.#start + this.#blocks
  }

  /** Joined pieces are one flat string, and the pieces go. */
  #seal(): void {
    if (this.#pieces.length === 0) return
    this.#blocks += this.#pieces.join('')
    this.#pieces = []
  }
}
