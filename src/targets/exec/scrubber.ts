/** What stands in place of a key. */
const blank = '[key]'
/** Shorter pieces of a key say nothing. */
const shortestSecret = 8

/** Takes out of a text the keys that a program was given, as they are and as URLs, JSON and base64 write them. */
export class Scrubber {
  readonly #forms: readonly string[]

  constructor(secrets: readonly string[]) {
    const forms = secrets.filter(({ length }) => length >= shortestSecret).flatMap(formsOf)
    // Longer ones first: one may be the beginning of another.
    this.#forms = [...new Set(forms)].toSorted((a, b) => b.length - a.length)
  }

  scrub(text: string): string {
    return this.#forms.reduce((clean, form) => clean.replaceAll(form, blank), text)
  }
}

function formsOf(secret: string): string[] {
  const bytes = Buffer.from(secret)
  return [
    secret,
    encodeURIComponent(secret),
    JSON.stringify(secret).slice(1, -1),
    // Without what depends on what stands behind it.
    bytes.toString('base64').replace(/.{0,2}=*$/, ''),
    bytes.toString('hex'),
  ]
}
