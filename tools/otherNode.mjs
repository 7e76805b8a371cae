// Other versions of Node, each as a package in a folder of its own: nothing is installed on the machine.
import { execFileSync } from 'node:child_process'
import { mkdirSync, writeFileSync } from 'node:fs'
import { arch } from 'node:os'
import { join } from 'node:path'

const options = [
  '--no-audit',
  '--no-fund',
  '--ignore-scripts',
  '--loglevel=error',
  '--fetch-timeout=20000',
  '--fetch-retries=5',
]

/** Returns the path of the executable. Throws if npm cannot bring it. */
export function installNode(version, folder) {
  const home = join(folder, version)
  mkdirSync(home, { recursive: true })
  writeFileSync(join(home, 'package.json'), '{ "private": true }')
  const name = `node-linux-${arch()}`
  execFileSync('npm', ['install', ...options, `${name}@${version}`], { cwd: home, stdio: 'inherit' })
  return join(home, 'node_modules', name, 'bin', 'node')
}
