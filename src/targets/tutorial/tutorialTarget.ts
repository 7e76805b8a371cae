import type { ChatMessage } from '../../protocol/chat.ts'
import { defineTarget, type TargetSetup } from '../target.ts'
import { HolySheepClient } from './holySheepClient.ts'
import { PythonProcess } from './pythonProcess.ts'
import type { Network } from './requests.ts'
import { outcomeOf, type Result } from './result.ts'

/** What each of the tutorial's clients stands on; one per target instance. */
export interface Tutorial {
  readonly setup: TargetSetup
  readonly network: Network
  readonly client: HolySheepClient
}

type Chat = (messages: readonly ChatMessage[]) => Promise<Result | null>

/**
 * A client of the tutorial as a target. Python blocks: a call cannot be aborted, and calls of one instance overlap as
 * threads would. What the Python code raises is thrown. Closing ends the process: calls still under way never return.
 */
export function defineTutorialTarget<const Name extends string>(
  name: Name,
  doc: string,
  start: (tutorial: Tutorial) => Chat,
) {
  return defineTarget({
    name,
    doc,
    vantage: 'driver',
    supports: { stream: false, abort: false, policy: false },
    open: (setup) => {
      const process = new PythonProcess(setup.clock)
      const network = { process, transport: setup.transport }
      const chat = start({ setup, network, client: new HolySheepClient(network, setup.endpoints) })
      return {
        chat: async ({ messages }) => outcomeOf(await chat(messages)),
        close: () => {
          process.end()
          return Promise.resolve()
        },
      }
    },
  })
}
