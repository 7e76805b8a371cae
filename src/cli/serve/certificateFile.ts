import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { withFiles } from '../../harness/files.ts'

/** The root that clients are to trust, in a file of this user's alone, for as long as it is served. */
export class CertificateFile {
  readonly path: string
  readonly #folder: string

  /** Throws a `Problem` where the temporary folder takes no file. */
  constructor(pem: string) {
    const parent = tmpdir()
    this.#folder = withFiles('writeCertificate', parent, () => mkdtempSync(join(parent, 'brownout-')))
    this.path = join(this.#folder, 'ca.pem')
    withFiles('writeCertificate', this.path, () => writeFileSync(this.path, pem, { mode: 0o600 }))
  }

  remove(): void {
    rmSync(this.#folder, { recursive: true, force: true })
  }
}
