import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { messages } from '../../messages/index.ts'
import { Problem } from '../problem.ts'
import type { NetworkOptions } from './network.ts'

/** The certificate authority in a file, as `--ca` names it. Throws a `Problem`. */
export function authorityIn(cwd: string, file: string | undefined): NetworkOptions['authority'] {
  if (file === undefined) return undefined
  try {
    return { pem: readFileSync(resolve(cwd, file), 'utf8'), file }
  } catch (error) {
    const { code = 'UNKNOWN' } = error as NodeJS.ErrnoException
    throw new Problem('usage', messages.errors.live.noAuthority(file, `the system said ${code}`), { cause: error })
  }
}
