/** brownout for an application's own vitest suite. */

import { relative } from 'node:path'
import { expect } from 'vitest'
import type { RunReport } from './harness/report.ts'
import { shellWord } from './reporters/commands.ts'
import type { Scenario } from './scenarios/index.ts'
import type { Target } from './targets/index.ts'
import { assertFor } from './suite/resilience/assertResilient.ts'
import type { ClientUnderTest } from './suite/resilience/clientUnderTest.ts'
import type { ResilienceOptions } from './suite/resilience/options.ts'

export type {
  ClientOpener,
  ClientUnderTest,
  RehearsalAnswer,
  RehearsalCall,
  RehearsalPlace,
  RehearsedClient,
  ResilienceOptions,
} from './suite/index.ts'
export { ResilienceError } from './suite/index.ts'

/**
 * Fails the test if the client does not stand the bad day: with the rule that broke, what proves it, what the upstream and
 * the client did moment by moment, where the rule stands, and the command that runs this test again.
 *
 * ```ts
 * test('a rate limit is sat out', { timeout: 20_000 }, async () => {
 *   await expectResilient(({ baseURL, apiKey, question }) => new Assistant(baseURL, apiKey).answer(question), 'ra-seconds')
 * })
 * ```
 *
 * `scenario` is one of the catalogue by its name (`brownout list scenarios`), or one of your own. It plays in real time on
 * real sockets of 127.0.0.1, so give the test a time-out well above the deadline of the scenario. Resolves with the run.
 * Rejects with a `ResilienceError`, and with a `Problem` for what cannot be: an unknown name, a client that is none.
 */
export async function expectResilient(
  client: ClientUnderTest,
  scenario: string | Scenario,
  options?: ResilienceOptions,
): Promise<RunReport>
export async function expectResilient(
  client: Target,
  scenario: string | Scenario,
  options?: ResilienceOptions,
): Promise<RunReport>
export async function expectResilient(
  client: ClientUnderTest | Target,
  scenario: string | Scenario,
  options: ResilienceOptions = {},
): Promise<RunReport> {
  const again = vitestCommand(expect.getState())
  const run = await assertFor({ entry: expectResilient, ...again }, client, scenario, options)
  // `expect.hasAssertions()` counts it.
  expect(run).toBeDefined()
  return run
}

function vitestCommand({ testPath, currentTestName }: { testPath?: string; currentTestName?: string }) {
  if (testPath === undefined || currentTestName === undefined) return {}
  const literal = currentTestName.replace(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`)
  // Between the names of suite and test older versions of vitest look for a space alone.
  const pattern = literal.replaceAll(' > ', ' (> )?')
  return { again: `npx vitest run ${shellWord(relative('', testPath))} -t ${shellWord(pattern)}` }
}
