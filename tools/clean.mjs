// Removes what a build leaves behind: a file that no source makes any more must not be shipped.
import { rmSync } from 'node:fs'

rmSync(new URL('../dist', import.meta.url), { recursive: true, force: true })
