import { shortHash } from './shortHash.ts'

/** What an Authorization header came to. */
export interface Credential {
  /** The name of the key, never the key: one that was not issued here is known by a hash. */
  readonly name: string
  /** It is `Bearer`, one space and a key of visible ASCII, and nothing else. */
  readonly isClean: boolean
}

/** So many headers are remembered with what they came to; another is looked at each time. */
const mostRemembered = 10_000

const clean = /^Bearer [\x21-\x7e]+$/

/** The keys that an upstream knows by name. */
export class Credentials {
  readonly #names: ReadonlyMap<string, string>
  readonly #seen = new Map<string, Credential>()

  /** `names` maps each key that was issued to the name by which the history may speak of it. */
  constructor(names: ReadonlyMap<string, string>) {
    this.#names = names
  }

  of(authorization: string): Credential {
    let credential = this.#seen.get(authorization)
    if (credential === undefined) {
      credential = this.#lookAt(authorization)
      if (this.#seen.size < mostRemembered) this.#seen.set(authorization, credential)
    }
    return credential
  }

  #lookAt(authorization: string): Credential {
    const key = authorization.startsWith('Bearer ') ? authorization.slice(7) : authorization
    const name = this.#names.get(key) ?? (key === '' ? 'none' : `unknown-${shortHash(key)}`)
    return { name, isClean: clean.test(authorization) }
  }
}
