#!/usr/bin/env node
// Plain JavaScript that any Node understands: it finds a Node that is new enough, then the command line.
import { spawn, spawnSync } from 'node:child_process'
import { existsSync, realpathSync } from 'node:fs'
import { constants } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const oldestNode = [22, 19]
const here = dirname(realpathSync(fileURLToPath(import.meta.url)))

if (isNewEnough(process.versions.node)) {
  await start()
} else {
  restart()
}

async function start() {
  const module = await import('node:module')
  // Without it half of the time to the first line goes into compiling; NODE_DISABLE_COMPILE_CACHE=1 turns it off.
  module.enableCompileCache?.()
  // In the repository the sources themselves are run; the package holds what was built of them.
  const source = join(here, '../src/cli/main.ts')
  const main = existsSync(source) ? source : join(here, '../dist/cli/main.js')
  const { pathToFileURL } = await import('node:url')
  const commandLine = await import(pathToFileURL(main).href)
  const code = await commandLine.main(process.argv.slice(2))
  // Sockets of a rehearsal that was stopped may still be open: leave once everything is written.
  process.stdout.write('', () => process.stderr.write('', () => process.exit(code)))
}

/** Debian 12 and 13 bring Node 18 and 20; a project that brings its own (npm i -D node) is run with that. */
function restart() {
  const node = nodeOfProject(here) ?? nodeOfProject(process.cwd())
  if (node === undefined) {
    const wanted = oldestNode.join('.')
    console.error(`error: brownout needs Node ${wanted} or newer, and this is ${process.versions.node}.`)
    console.error(`   at: ${process.execPath}`)
    console.error(`  fix: Install Node ${wanted} or newer, or bring one with the project: npm i -D node@26`)
    process.exit(5)
  }
  const child = spawn(node, [fileURLToPath(import.meta.url), ...process.argv.slice(2)], { stdio: 'inherit' })
  // The child ends in its own way, with its report; a ^C that it had from the terminal too counts once.
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal))
  child.on('exit', (code, signal) => process.exit(code ?? 128 + constants.signals[signal]))
}

function nodeOfProject(from) {
  for (let folder = from; ; folder = dirname(folder)) {
    const node = join(folder, 'node_modules/.bin/node')
    if (existsSync(node)) {
      const { stdout } = spawnSync(node, ['--version'], { encoding: 'utf8' })
      if (isNewEnough((stdout ?? '').slice(1))) return node
    }
    if (folder === dirname(folder)) return undefined
  }
}

function isNewEnough(version) {
  const [major, minor] = version.split('.').map(Number)
  return major > oldestNode[0] || (major === oldestNode[0] && minor >= oldestNode[1])
}
