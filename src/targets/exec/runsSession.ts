import type { CallOutcome } from '../../history/index.ts'
import { messages } from '../../messages/index.ts'
import type { OpenTarget, TargetCall } from '../target.ts'
import { TesteeProgram, type TesteeStart } from './testeeProgram.ts'

const words = messages.program

/** Of what a program prints so much is shown as its answer, in characters. */
const longestAnswer = 2_000

export type RunsSessionOptions = Omit<TesteeStart, 'onLine' | 'onOver'>

/** A program without a protocol, started anew for each call: what it says of the call is its exit code. */
export class RunsSession implements OpenTarget {
  readonly #options: RunsSessionOptions
  readonly #running = new Set<TesteeProgram>()
  #isClosing = false

  constructor(options: RunsSessionOptions) {
    this.#options = options
  }

  chat(call: TargetCall): Promise<CallOutcome> {
    const { environment, note } = this.#options
    const { promise, resolve } = Promise.withResolvers<CallOutcome>()
    const printed: string[] = []
    const program = new TesteeProgram({
      ...this.#options,
      environment: {
        ...environment,
        BROWNOUT_PROMPT: promptOf(call),
        BROWNOUT_MESSAGES: JSON.stringify(call.messages),
      },
      onLine: (line) => void (printed.length < longestAnswer && printed.push(line)),
      onOver: (how, { code, signal, error }) => {
        // What we ended ourselves did not crash, and what hung goes on hanging.
        if (this.#isClosing) return
        if (signal !== null || error !== undefined) note('crashed', words.crashed(how, 1))
        const text = program.scrub(printed.join('\n')).slice(0, longestAnswer)
        resolve(code === 0 ? { ok: true, text, model: null } : failed(how))
        // What it left behind would go on asking.
        void program.end({ isIdle: true }).then(() => this.#running.delete(program))
      },
    })
    this.#running.add(program)
    program.closeInput()
    return promise
  }

  async close(): Promise<void> {
    this.#isClosing = true
    await Promise.all([...this.#running].map((program) => program.end({ isIdle: program.isOver })))
  }
}

/** With the call's marker: whoever uses it makes its requests known by more than their time. */
function promptOf({ messages: asked }: TargetCall): string {
  const content = asked.findLast(({ role }) => role === 'user')?.content
  return typeof content === 'string' ? content : ''
}

function failed(message: string): CallOutcome {
  return { ok: false, errorClass: null, message, status: null, retryAtMs: null }
}
