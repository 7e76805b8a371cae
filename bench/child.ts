import { fork, spawnSync, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'

/** Whether a process can be held to one core. */
export const canPin = spawnSync('taskset', ['--version']).status === 0

/**
 * A child that answers every message with one. It inherits our flags (`node --cpu-prof` writes a profile of each), and may have
 * more.
 */
export class Child {
  readonly #process: ChildProcess

  /** On one core, whatever its threads are, where the machine has `taskset`. */
  static onOneCore(file: string, args: readonly string[]): Child {
    return new Child(file, args, [], canPin ? ['taskset', '-c', '0'] : [])
  }

  constructor(
    file: string,
    args: readonly string[] = [],
    flags: readonly string[] = [],
    [launcher, ...launching]: readonly string[] = [],
  ) {
    const ours = [...process.execArgv, ...flags]
    const launched = launcher && { execPath: launcher, execArgv: [...launching, process.execPath, ...ours] }
    this.#process = fork(new URL(file, import.meta.url), args, launched || { execArgv: ours })
    this.#process.on('exit', (code) => {
      if (code !== 0) process.exit(1)
    })
  }

  async ask<Answer>(question: object): Promise<Answer> {
    const answer = once(this.#process, 'message') as Promise<[Answer]>
    this.#process.send(question)
    return (await answer)[0]
  }

  async end(): Promise<void> {
    const exit = once(this.#process, 'exit')
    this.#process.disconnect()
    await exit
  }
}
