import type { TableClient } from '../../src/harness/conformance/table.ts'
import { notHeldTo, notPromised } from '../../src/targets/ready/readyTarget.ts'
import { client, targets, type Target } from '../../src/targets/index.ts'

/** The one that `brownout test` has unless told. */
export const seed = 7

/**
 * Of the tutorial's clients the one that asks again, and the one that goes through its models. Those over urllib3 multiply its
 * retries with their own: nobody waits long enough to tell whether they hang.
 */
const tutorial = ['tutorial-smart-retry', 'tutorial-fallback']
const ofTutorial = {
  package: 'HolySheep tutorial',
  version: null,
  language: 'Python',
  timeoutMs: 30_000,
  timeoutOption: '`timeout=30` of requests, as printed: of each blocking operation',
  configuration: 'as printed: a port of its behaviour, held against the Python code',
}
const ours = {
  package: null,
  version: null,
  language: 'TypeScript',
  timeoutMs: null,
  timeoutOption: null,
  configuration: 'the policy and the time limits that each case declares',
}

/** Ours first, then those of others, as they are published, then the tutorial's. */
export const clientsOfTable: readonly Target[] = [
  client,
  ...targets.filter(({ about }) => about !== undefined),
  ...targets.filter(({ name }) => tutorial.includes(name)).map(asLibrary),
]

/** The tutorial's clients promise no more than libraries do; the 30 s that requests has for one attempt are waited for. */
function asLibrary(target: Target): Target {
  return {
    ...target,
    notPromised: [...(target.notPromised ?? []), ...notPromised],
    notHeldTo: { ...target.notHeldTo, ...notHeldTo },
    longestCallMs: 95_000,
  }
}

/** A client as the table tells of it; versions are those installed here. */
export function tableClient(target: Target): TableClient {
  const { name, doc, about } = target
  const isOurs = target === client
  const facts = about === undefined ? (isOurs ? ours : ofTutorial) : { ...about, version: about.version() }
  return { name, isOurs, doc, ...facts, command: `npx brownout test --world loopback --target ${name}` }
}
