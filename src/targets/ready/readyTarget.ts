import { findPackageJSON } from 'node:module'
import { readFileSync } from 'node:fs'
import { trustInProcess } from '../../runtime/index.ts'
import { defineTarget, type OpenTarget, type Target, type TargetAbout, type TargetSetup } from '../target.ts'

/** What of a scenario nobody promises who makes one call after the other for one caller: a pace, and what is due over all calls. */
export const notPromised = [
  'deadlineMs',
  'rpm',
  'amplificationAtMost',
  'retryPeak',
  'quotaUse',
  'outage',
] as const satisfies Target['notPromised']

/** Rules of which no library here promises anything, so that to break them says nothing against it. */
export const notHeldTo = {
  'idempotency-key-kept': 'no API for chats documents an Idempotency-Key, and the client promises none',
  'retry-after-binds-all-calls': 'the client promises to keep nothing in mind from one call to the next',
}

/** The time limit of one attempt, in ms, where a library has an option for it: real providers need more, rehearsals less. */
export const readyTimeoutMs = 1_500

export interface ReadyDefinition<Library> extends Pick<
  Target,
  'name' | 'doc' | 'answersAfter' | 'longestCallMs' | 'reads' | 'knowsKeys' | 'network'
> {
  readonly stream: boolean
  readonly about: Omit<TargetAbout, 'version' | 'language'>
  /** Loads the package, and may make it warm. */
  readonly load: () => Promise<Library>
  readonly open: (library: Library, setup: TargetSetup) => OpenTarget
}

/** An unmodified library from npm, which is loaded when somebody plays it. */
export function defineReadyTarget<Library>(definition: ReadyDefinition<Library>): Target {
  const { stream, about, load, open, network = 'own', ...rest } = definition
  let library: Library | undefined
  return defineTarget({
    ...rest,
    vantage: 'driver',
    supports: { stream, abort: true, policy: false },
    notPromised,
    notHeldTo,
    network,
    about: { ...about, language: 'TypeScript', version: () => versionOf(about.package) },
    prepare: async () => {
      library ??= await load().catch((error: unknown) => {
        throw missing(about.package, error)
      })
    },
    open: (setup) => {
      if (library === undefined) throw new Error(`${definition.name} was not prepared before it was opened`)
      if (setup.trust !== undefined) trustInProcess(setup.trust)
      return open(library, setup)
    },
  })
}

/** As it stands in the package.json that is found from here; null if there is none. */
function versionOf(name: string): string | null {
  if (name === 'node') return process.versions.node
  try {
    const path = findPackageJSON(name, import.meta.url)
    if (path === undefined) return null
    return (JSON.parse(readFileSync(path, 'utf8')) as { version: string }).version
  } catch {
    return null
  }
}

function missing(name: string, error: unknown): unknown {
  const { code } = (error ?? {}) as { code?: unknown }
  if (code !== 'ERR_MODULE_NOT_FOUND') return error
  return new Error(`the package ${name} is not installed here: npm i -D ${name}`, { cause: error })
}
