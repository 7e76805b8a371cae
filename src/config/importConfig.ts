import { pathToFileURL } from 'node:url'

/** What Node's own type stripping cannot do, and jiti can: enums, extensionless imports, TypeScript under node_modules. */
const jitiMayHelp = new Set([
  'ERR_UNKNOWN_FILE_EXTENSION',
  'ERR_UNSUPPORTED_TYPESCRIPT_SYNTAX',
  'ERR_UNSUPPORTED_NODE_MODULES_TYPE_STRIPPING',
  'ERR_UNSUPPORTED_DIR_IMPORT',
])

/** Imports a module natively; through jiti where only that can read it. Rejects with what the module threw. */
export async function importConfig(path: string): Promise<unknown> {
  try {
    return await import(pathToFileURL(path).href)
  } catch (error) {
    if (!isForJiti(error)) throw error
    const { createJiti } = await import('jiti')
    // Its cache would write into node_modules/.cache or the temporary folder.
    return await createJiti(path, { fsCache: false, moduleCache: false }).import(path)
  }
}

function isForJiti(error: unknown): boolean {
  const { code, message } = error as NodeJS.ErrnoException
  if (code === undefined) return false
  if (jitiMayHelp.has(code)) return true
  // `./client` for `./client.ts`: Node looks for the file of exactly that name.
  return code === 'ERR_MODULE_NOT_FOUND' && /^Cannot find module '[^']*[/\\][^./\\']+'/.test(message)
}
