import { mintCertificates, type Certificates } from './certificates.ts'

/** They are valid for longer, but who serves for days wants fresh ones. */
const freshForMs = 60 * 60 * 1000

let current: { readonly certificates: Certificates; readonly mintedAtMs: number } | undefined

/**
 * The certificates of this process, minted at the first use and again after an hour: a client with a network of its own has to
 * be told whom to trust, and that costs some 30 ms of CPU each time. `epochMs` is the wall clock.
 */
export function currentCertificates(epochMs: number): Certificates {
  if (current === undefined || Math.abs(epochMs - current.mintedAtMs) > freshForMs) {
    current = { certificates: mintCertificates(epochMs), mintedAtMs: epochMs }
  }
  return current.certificates
}
