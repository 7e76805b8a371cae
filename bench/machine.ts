// What every figure rests on, printed the same way by every script: a number without its machine is no measurement.
import { readFileSync } from 'node:fs'
import { availableParallelism, cpus, loadavg, release, totalmem, type } from 'node:os'
import { provenance } from '../src/harness/provenance.ts'

/** Beyond, other programs have a good part of the machine, and figures are theirs too. */
const busyShare = 0.5

/** Prints the machine, its load, and the versions of what is measured: Node, this package, and the packages named. */
export function printMachine(...packages: readonly string[]): void {
  const { version, commit } = provenance()
  const { node, v8, uv, openssl } = process.versions
  const gigabytes = (totalmem() / 2 ** 30).toFixed(1)
  const load = loadavg()[0]!
  console.log(
    `machine    ${availableParallelism()} x ${cpus()[0]?.model.trim()}, ${gigabytes} GB, ${type()} ${release()}`,
  )
  console.log(`load       ${load.toFixed(1)} at the start${isMachineBusy() ? ': BUSY, so that figures are noise' : ''}`)
  console.log(`versions   Node ${node}, V8 ${v8}, libuv ${uv}, OpenSSL ${openssl}`)
  const named = [`brownout ${version}${commit === null ? '' : ` (${commit})`}`, ...packages.map(nameAndVersion)]
  console.log(`           ${named.join(', ')}`)
}

/** Whether the last minute's load leaves less than half of the machine. */
export function isMachineBusy(): boolean {
  return loadavg()[0]! > availableParallelism() * busyShare
}

function nameAndVersion(name: string): string {
  const file = new URL(`../node_modules/${name}/package.json`, import.meta.url)
  const { version } = JSON.parse(readFileSync(file, 'utf8')) as { version: string }
  return `${name} ${version}`
}
