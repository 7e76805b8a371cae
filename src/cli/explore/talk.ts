import { messages } from '../../messages/index.ts'
import { visible } from '../../reporters/harmless.ts'
import { Terminal } from '../../reporters/console/terminal.ts'
import { RealClock } from '../../runtime/index.ts'

const words = messages.explore

/** Where no line can be rewritten, a line now and then shows that it goes on. */
const lineEveryMs = 10_000

/** What is said of one target while it is explored. */
interface TargetTalk {
  played(cases: number): void
  alarm(invariant: string, day: number): void
  found(): void
  over(): void
}

/** The talk of an exploration: lines that stay for what was found, and one that changes for how far it is. */
export class Talk {
  readonly #terminal: Terminal
  readonly #isQuiet: boolean
  readonly #isTTY: boolean

  constructor(terminal: Terminal, { isTTY, isQuiet }: { readonly isTTY: boolean; readonly isQuiet: boolean }) {
    this.#terminal = terminal
    this.#isTTY = isTTY
    this.#isQuiet = isQuiet
  }

  target(target: string, runs: number): TargetTalk {
    const name = visible(target)
    const clock = new RealClock()
    const startedMs = clock.now()
    let alarms = 0
    let found = 0
    let linedMs = startedMs
    const status = (text: string) => {
      if (!this.#isQuiet) this.#terminal.status(`  ${text}`)
    }
    const line = (text: string) => {
      if (!this.#isQuiet) this.#terminal.line(`  ${text}`)
    }
    return {
      played: (cases) => {
        const nowMs = clock.now()
        const perSecond = Math.round((cases * 1000) / Math.max(1, nowMs - startedMs))
        const text = words.progress(name, cases, runs, perSecond, alarms)
        status(text)
        if (this.#isTTY || nowMs - linedMs < lineEveryMs) return
        linedMs = nowMs
        line(text)
      },
      alarm: (invariant, day) => {
        alarms += 1
        line(words.alarm(name, visible(invariant), day))
      },
      found: () => {
        found += 1
        status(words.shrinking(name, found, alarms))
      },
      over: () => this.#terminal.clearStatus(),
    }
  }
}
