import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** The root that a program is to trust, in a file of this user's alone, for as long as its case lasts. */
export class CertificateFile {
  readonly path: string
  readonly #folder: string

  /** Throws what the system says where the temporary folder takes no file. */
  constructor(pem: string) {
    this.#folder = mkdtempSync(join(tmpdir(), 'brownout-program-'))
    this.path = join(this.#folder, 'ca.pem')
    writeFileSync(this.path, pem, { mode: 0o600 })
  }

  remove(): void {
    rmSync(this.#folder, { recursive: true, force: true })
  }
}
