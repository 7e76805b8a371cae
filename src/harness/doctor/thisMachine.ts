import { readFileSync } from 'node:fs'
import { availableParallelism, loadavg, platform } from 'node:os'
import { RealClock } from '../../runtime/index.ts'
import type { Machine } from './finding.ts'
import { readKnownDelay } from './knownDelay.ts'
import { reachLoopback } from './reachLoopback.ts'

/** The machine that this process runs on. */
export function thisMachine(given: Pick<Machine, 'env' | 'cwd' | 'out' | 'drawLetter'>): Machine {
  return {
    ...given,
    node: { version: process.versions.node, path: process.execPath, atLeast: oldestNode() },
    clock: new RealClock(),
    cores: availableParallelism(),
    // Windows has no such average, and says 0.
    loadAverage: () => (platform() === 'win32' ? null : loadavg()[0]!),
    openFiles,
    reachLoopback,
    readKnownDelay,
  }
}

/** `src/harness/doctor` and `dist/harness/doctor` lie equally deep. */
const packageFile = new URL('../../../package.json', import.meta.url)

function oldestNode(): string {
  const { engines } = JSON.parse(readFileSync(packageFile, 'utf8')) as { engines: { node: string } }
  return engines.node.replace(/^>=\s*/, '')
}

/** The soft limit; Linux alone has a file that tells it. */
function openFiles(): number | null {
  try {
    const soft = /^Max open files\s+(\d+|unlimited)/m.exec(readFileSync('/proc/self/limits', 'utf8'))?.[1]
    return soft === undefined ? null : soft === 'unlimited' ? Infinity : Number(soft)
  } catch {
    return null
  }
}
