// The sample application as a project of its own, in a temporary folder: its sources are a copy, its packages are links to this
// repository's, and brownout is what a user gets of it. How a stranger installs is what check-pack looks at.
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Regression } from './regressions.ts'

const root = new URL('../..', import.meta.url).pathname
const application = join(root, 'examples/ci/application')
/** What of the package is run; the rest is to be read. */
const shipped = ['package.json', 'bin', 'dist', 'fixtures', 'schemas']

export interface SampleProject {
  readonly folder: string
  /** Before the others in PATH: an npm whose `ci` links what is there, as the copy has no registry to ask. */
  readonly bin: string
  /** The application as it stands, with one regression or none. */
  reset(regression?: Regression): void
  remove(): void
}

export function makeSampleProject(): SampleProject {
  if (!existsSync(join(root, 'dist'))) throw new Error('there is no dist: npm run build')
  const home = mkdtempSync(join(tmpdir(), 'brownout-ci-'))
  const folder = join(home, 'application')
  const modules = linkedModules(home)
  const bin = join(home, 'bin')
  mkdirSync(bin)
  const linking = `[ "$1" != ci ] || exec ln -sfn '${modules}' node_modules`
  writeFileSync(join(bin, 'npm'), `#!/bin/sh\n${linking}\nexec '${npmOf()}' "$@"\n`, { mode: 0o755 })
  return {
    folder,
    bin,
    reset: (regression) => {
      rmSync(folder, { recursive: true, force: true })
      cpSync(application, folder, { recursive: true })
      if (regression !== undefined) plant(join(folder, 'src', regression.file), regression)
    },
    remove: () => rmSync(home, { recursive: true, force: true }),
  }
}

function linkedModules(home: string): string {
  // Node looks for packages beside a file in folders of this name only.
  const modules = join(home, 'packages/node_modules')
  const own = join(root, 'node_modules')
  mkdirSync(modules, { recursive: true })
  for (const name of readdirSync(own)) if (name !== 'brownout') symlinkSync(join(own, name), join(modules, name))
  rmSync(join(modules, '.bin'))
  cpSync(join(own, '.bin'), join(modules, '.bin'), { recursive: true, verbatimSymlinks: false })
  symlinkSync('../brownout/bin/brownout.mjs', join(modules, '.bin/brownout'))
  for (const part of shipped) cpSync(join(root, part), join(modules, 'brownout', part), { recursive: true })
  return modules
}

function npmOf(): string {
  const found = (process.env['PATH'] ?? '').split(':').find((folder) => existsSync(join(folder, 'npm')))
  if (found === undefined) throw new Error('there is no npm in PATH')
  return join(found, 'npm')
}

function plant(path: string, { name, from, to }: Regression): void {
  const text = readFileSync(path, 'utf8')
  if (text.split(from).length !== 2) throw new Error(`"${name}" cannot be planted: its place is not there once`)
  writeFileSync(
    path,
    text.replace(from, () => to),
  )
}
