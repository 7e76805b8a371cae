const callsPerPage = 8_192

interface Page {
  /** A bit for each call that is there. */
  readonly isThere: Uint32Array
  readonly digests: Uint32Array
}

/** A number of 32 bits for each call, in pages: a million calls take 4 MB, and one that is far off costs a page. */
export class CallDigests {
  readonly #pages = new Map<number, Page>()
  #size = 0

  get size(): number {
    return this.#size
  }

  has(call: number): boolean {
    const page = this.#pages.get(Math.floor(call / callsPerPage))
    return page !== undefined && isThere(page, call % callsPerPage)
  }

  get(call: number): number | undefined {
    return this.has(call) ? this.#pages.get(Math.floor(call / callsPerPage))!.digests[call % callsPerPage] : undefined
  }

  set(call: number, digest: number): void {
    const key = Math.floor(call / callsPerPage)
    const at = call % callsPerPage
    let page = this.#pages.get(key)
    if (page === undefined) {
      page = { isThere: new Uint32Array(callsPerPage / 32), digests: new Uint32Array(callsPerPage) }
      this.#pages.set(key, page)
    }
    if (!isThere(page, at)) this.#size += 1
    page.isThere[at >>> 5]! |= 1 << (at & 31)
    page.digests[at] = digest
  }
}

function isThere(page: Page, at: number): boolean {
  return (page.isThere[at >>> 5]! & (1 << (at & 31))) !== 0
}
