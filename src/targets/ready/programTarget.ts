import { fileURLToPath } from 'node:url'
import { programVersion } from '../../runtime/index.ts'
import { execTarget } from '../exec/execTarget.ts'
import { defineTarget, type Target, type TargetAbout } from '../target.ts'
import { notHeldTo, notPromised } from './readyTarget.ts'

interface ProgramDefinition extends Pick<Target, 'name' | 'doc' | 'answersAfter' | 'longestCallMs'> {
  /** A file of examples/testees, which Python runs. */
  readonly file: string
  /** Beside Python: what the file calls. */
  readonly needs: readonly string[]
  readonly about: Omit<TargetAbout, 'version'>
}

/** A program that comes along, as a target: it speaks the testee protocol, and knows one model at one place. */
export function defineProgramTarget(definition: ProgramDefinition): Target {
  const { file, needs, about, ...rest } = definition
  const path = fileURLToPath(new URL(`../../../examples/testees/${file}`, import.meta.url))
  const program = execTarget({
    command: `exec python3 '${path.replaceAll("'", String.raw`'\''`)}'`,
    cwd: process.cwd(),
    inherited: process.env,
    protocol: 'lines',
    saysReady: true,
    ...(rest.longestCallMs === undefined ? {} : { longestCallMs: rest.longestCallMs }),
  })
  return defineTarget({
    ...program,
    ...rest,
    reads: 'status-and-headers',
    notPromised,
    notHeldTo,
    about: { ...about, version: () => programVersion(about.package) },
    prepare: () => {
      const missing = ['python3', ...needs].find((name) => programVersion(name) === null)
      if (missing === undefined) return Promise.resolve()
      return Promise.reject(new Error(`${missing} is not installed here`))
    },
  })
}
