/** Fewer characters of a key than this may be shown. */
const shortest = 8

/** What many keys have in common says nothing about one of them. */
const commonPrefix = /^(?:sk-(?:proj-|or-v1-|ant-api\d\d-|svcacct-|admin-)?|gsk_|xai-|hf_|AIza|nvapi-|pplx-|r8_)/

/** Finds the pieces of a key in a text. Costs one look at two characters per place where there is none. */
export class SecretRuns {
  readonly #grams = new Set<string>()
  /** The first and the last character of every gram, in 7 bits each: what is not here is no gram. */
  readonly #ends = new Uint8Array(1 << 14)

  constructor(key: string) {
    this.#add(key.replace(commonPrefix, ''))
    for (const text of encoded(key)) {
      this.#add(text)
      this.#add(text.replaceAll('+', '-').replaceAll('/', '_'))
    }
  }

  replaced(text: string, by: string): string {
    let kept = ''
    let doneTo = 0
    let runFrom = -1
    let runTo = -1
    for (let at = 0; at + shortest <= text.length; at += 1) {
      if (this.#ends[pairAt(text, at)] === 0 || !this.#grams.has(text.slice(at, at + shortest))) continue
      if (at > runTo) {
        if (runFrom >= 0) kept += text.slice(doneTo, runFrom) + by
        if (runFrom >= 0) doneTo = runTo
        runFrom = at
      }
      runTo = at + shortest
    }
    return runFrom < 0 ? text : kept + text.slice(doneTo, runFrom) + by + text.slice(runTo)
  }

  #add(text: string): void {
    for (let at = 0; at + shortest <= text.length; at += 1) {
      this.#grams.add(text.slice(at, at + shortest))
      this.#ends[pairAt(text, at)] = 1
    }
  }
}

function pairAt(text: string, at: number): number {
  return ((text.charCodeAt(at) & 127) << 7) | (text.charCodeAt(at + shortest - 1) & 127)
}

/** The key as Base64, wherever in the encoded text it begins (`Bearer …` and `user:…` are encoded too). */
function encoded(key: string): string[] {
  return [0, 1, 2].map((before) => {
    const text = Buffer.from('\0'.repeat(before) + key).toString('base64')
    const bits = (before + Buffer.byteLength(key)) * 8
    return text.slice(Math.ceil((before * 8) / 6), Math.floor(bits / 6))
  })
}
