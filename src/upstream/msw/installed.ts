import { createRequire } from 'node:module'

const { resolve } = createRequire(import.meta.url)

/** MSW is an optional peer: it weighs more than all of brownout, and only its own world and its users need it. */
export function isMswInstalled(): boolean {
  return ['msw', '@mswjs/interceptors'].every(isInstalled)
}

function isInstalled(name: string): boolean {
  try {
    resolve(name)
    return true
  } catch (error) {
    // Whatever else it says (no entry for `require`, say), it was found.
    return (error as NodeJS.ErrnoException).code !== 'MODULE_NOT_FOUND'
  }
}
