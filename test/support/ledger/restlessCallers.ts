import { getEventListeners } from 'node:events'
import { ChatError } from '../../../src/client/index.ts'
import { chat } from '../../../src/client/chat.ts'
import type { ClientCore } from '../../../src/client/core.ts'
import { streamReply } from '../../../src/client/replyStream.ts'
import type { ClientEvent } from '../../../src/history/index.ts'
import { requestFrom } from './callers.ts'
import { chanceOf } from './chance.ts'

/** Callers who give up at any time, be it from within the sink, and who leave their streams anywhere, or hang. */
export class RestlessCallers {
  readonly #seed: number
  readonly #controllers = new Map<number, AbortController>()
  #told = 0

  constructor(seed: number) {
    this.#seed = seed
  }

  /** The application's sink: it throws, and it aborts the call of which it is told. */
  readonly sink = (event: ClientEvent): void => {
    const chance = chanceOf(this.#seed, 'sink', this.#told++)
    if ('call' in event && chance.once(25)) this.#controllers.get(event.call)?.abort()
  }

  /** Makes one call; resolves when its caller has lost interest. */
  async make(core: ClientCore, callId: number): Promise<void> {
    const { clock } = core
    const chance = chanceOf(this.#seed, 'call', callId)
    const controller = new AbortController()
    this.#controllers.set(callId, controller)
    await clock.sleep(chance.below(100))
    if (chance.once(4)) clock.timer(chance.below(300), () => controller.abort())
    const request = requestFrom(chance)
    const options = { callId, signal: controller.signal }
    try {
      if (chance.once(3)) {
        await chat(core, callId, request, options)
        return
      }
      const iterator = streamReply(core, callId, request, options)[Symbol.asyncIterator]()
      for (let pieces = chance.below(5); pieces > 0; pieces -= 1) if ((await iterator.next()).done === true) return
      // The others just never come back.
      if (chance.once(2)) await iterator.return?.()
    } catch (error) {
      if (!(error instanceof ChatError)) throw error
    }
  }

  get listeners(): number {
    return Array.from(this.#controllers.values()).reduce(
      (sum, { signal }) => sum + getEventListeners(signal, 'abort').length,
      0,
    )
  }
}
