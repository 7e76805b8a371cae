const piecesInBlock = 64

/**
 * The content that went out so far. Text that is added piece by piece is a tree in memory, several times as heavy as its
 * letters, for as long as a history keeps it: pieces are joined, block by block.
 */
export class SentText {
  #pieces: string[] = []
  #blocks: string[] | undefined

  add(piece: string): void {
    this.#pieces.push(piece)
    if (this.#pieces.length < piecesInBlock) return
    this.#blocks ??= []
    this.#blocks.push(this.#pieces.join(''))
    this.#pieces = []
  }

  text(): string {
    const rest = this.#pieces.length === 1 ? this.#pieces[0]! : this.#pieces.join('')
    return this.#blocks === undefined ? rest : this.#blocks.join('') + rest
  }
}
