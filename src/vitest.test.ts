import { describe, expect, test } from 'vitest'
import { defineScenario } from './scenarios/index.ts'
import { expectResilient, ResilienceError } from './vitest.ts'

const calm = defineScenario({
  name: 'calm',
  family: 'mine',
  requirement: 'On a good day every call is answered.',
  source: 'our own SLO',
  strength: 'should',
  upstream: { models: { 'deepseek-chat': [] } },
  load: { type: 'sequential', calls: 1 },
  expect: { deadlineMs: 4_000, answeredAtLeast: 1 },
  exercises: ['answers-as-expected'],
})

const ask = async (baseURL: string, content: string) => {
  const body = JSON.stringify({ model: 'deepseek-chat', messages: [{ role: 'user', content }] })
  const response = await fetch(`${baseURL}/chat/completions`, { method: 'POST', body })
  const { choices } = (await response.json()) as { choices: { message: { content: string } }[] }
  return choices[0]!.message.content
}

test('a client that stands the day passes, and that counts as an assertion', async () => {
  expect.assertions(2)
  const run = await expectResilient(({ baseURL, question }) => ask(baseURL, question), calm)
  expect(run).toMatchObject({ verdict: 'held', attempts: 1 })
})

describe('one (of several) tests', () => {
  test("is named in the command that runs it again, '$' and all", async () => {
    const failing = expectResilient(() => Promise.reject(new Error('no')), calm)
    await expect(failing).rejects.toBeInstanceOf(ResilienceError)
    const { message, stack } = (await failing.catch((error: unknown) => error)) as Error
    expect(message).toContain(
      String.raw`again:          npx vitest run src/vitest.test.ts -t 'one \(of several\) tests (> )?is named in the command that runs it again, '\''\$'\'' and all'`,
    )
    expect(stack!.split('\n').find((line) => line.startsWith('    at '))).toContain('vitest.test.ts')
  })
})
