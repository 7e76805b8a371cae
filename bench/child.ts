import { fork, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'

/**
 * A child that answers every message with one. It inherits our flags (`node --cpu-prof` writes a profile of each), and may have
 * more.
 */
export class Child {
  readonly #process: ChildProcess

  constructor(file: string, args: readonly string[] = [], flags: readonly string[] = []) {
    this.#process = fork(new URL(file, import.meta.url), args, { execArgv: [...process.execArgv, ...flags] })
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
