import { spawn, type ChildProcess } from 'node:child_process'
import { existsSync } from 'node:fs'
import { countRemains, killStragglers, killStragglersNow, markerName } from './stragglers.ts'

/** How a program ended. `error` where it could not even be started. */
export interface ProgramExit {
  readonly code: number | null
  readonly signal: NodeJS.Signals | null
  readonly error?: string
}

export interface ProgramStart {
  /** As it is typed into a shell. */
  readonly command: string
  readonly cwd?: string
  readonly environment: Readonly<Record<string, string>>
  /** A word that nothing else on this machine has: by it children are found that left the group. */
  readonly marker: string
  onOutput(this: void, chunk: Buffer): void
  onErrorOutput(this: void, chunk: Buffer): void
  /** The program itself is over; children of it may still write. */
  onExit(this: void, exit: ProgramExit): void
}

/** All that were started and not yet ended: nobody may leave them behind, however this process ends. */
const alive = new Set<ProcessGroup>()
let isWatched = false

/**
 * A program with all of its children: it leads a process group of its own, which gets signals as a whole. POSIX only.
 * What a ^C of the terminal would do, `end` has to: it does not reach the group.
 */
export class ProcessGroup {
  readonly #child: ChildProcess
  readonly #marker: string
  #isOver = false

  constructor(start: ProgramStart) {
    const { command, cwd, environment, marker, onOutput, onErrorOutput, onExit } = start
    this.#marker = marker
    this.#child = spawn(command, {
      shell: '/bin/sh',
      detached: true,
      stdio: ['pipe', 'pipe', 'pipe'],
      env: { ...environment, [markerName]: marker },
      ...(cwd === undefined ? {} : { cwd }),
    })
    const { stdin, stdout, stderr } = this.#child
    // Whoever does not read, or is gone, is no failure of ours.
    for (const stream of [stdin, stdout, stderr]) stream?.on('error', () => undefined)
    stdout?.on('data', onOutput)
    stderr?.on('data', onErrorOutput)
    const over = (exit: ProgramExit) => {
      if (this.#isOver) return
      this.#isOver = true
      onExit(exit)
    }
    this.#child.once('error', ({ message }) => over({ code: null, signal: null, error: message }))
    this.#child.once('exit', (code, signal) => afterOutput(this.#child, () => over({ code, signal })))
    alive.add(this)
    watchOwnEnd()
  }

  /** Undefined where it could not be started. */
  get pid(): number | undefined {
    return this.#child.pid
  }

  write(text: string): void {
    if (this.#child.stdin?.writable === true) this.#child.stdin.write(text)
  }

  closeInput(): void {
    this.#child.stdin?.end()
  }

  /** Reads no more of what it prints; what it writes then fails. */
  stopReading(): void {
    this.#child.stdout?.destroy()
    this.#child.stderr?.destroy()
  }

  /** False where no process of the group is left. */
  signal(name: 'SIGTERM' | 'SIGKILL'): boolean {
    return signalGroup(this.pid, name)
  }

  /** Whether any process of the group is alive, the program or a child. */
  async hasMembers(): Promise<boolean> {
    if (!this.#isThere()) return false
    return !hasProcesses || (await countRemains(this.#marker, this.pid!)).members > 0
  }

  /** Whether anything of it is alive, in the group or out of it: who was killed takes a moment. */
  async hasRemains(): Promise<boolean> {
    if (!hasProcesses) return this.#isThere()
    const { members, marked } = await countRemains(this.#marker, this.pid ?? 0)
    return members + marked > 0
  }

  /** Ends whatever is left, in the group and out of it. Resolves with how many were found out of it. */
  async destroy(): Promise<number> {
    this.signal('SIGKILL')
    const outside = await killStragglers(this.#marker, this.pid ?? 0)
    this.#letGo()
    return outside
  }

  /** The same for the end of this process, which waits for nobody. */
  destroyNow(): void {
    this.signal('SIGKILL')
    killStragglersNow(this.#marker)
    this.#letGo()
  }

  #isThere(): boolean {
    return signalGroup(this.pid, 0)
  }

  #letGo(): void {
    this.stopReading()
    this.#child.stdin?.destroy()
    this.#child.unref()
    alive.delete(this)
  }
}

/** Where it is not, a group is known by whether it takes signals. */
const hasProcesses = existsSync('/proc/self/environ')

function signalGroup(pid: number | undefined, name: 'SIGTERM' | 'SIGKILL' | 0): boolean {
  if (pid === undefined) return false
  try {
    return process.kill(-pid, name)
  } catch {
    return false
  }
}

/** What it wrote last is still in the pipe when it is gone; a child that holds the pipe open is not waited for. */
function afterOutput(child: ChildProcess, then: () => void): void {
  const patience = setTimeout(then, longestDrainMs)
  child.once('close', () => {
    clearTimeout(patience)
    then()
  })
}

const longestDrainMs = 250

function watchOwnEnd(): void {
  if (isWatched) return
  isWatched = true
  process.on('exit', endAll)
  // Without a listener it ends this process, and nobody is told.
  process.once('SIGHUP', () => {
    endAll()
    process.kill(process.pid, 'SIGHUP')
  })
}

function endAll(): void {
  for (const group of alive) group.destroyNow()
}
