import { execFile } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import OpenAI, { APIConnectionError, NotFoundError, RateLimitError } from 'openai'
import { describe, expect, test } from 'vitest'
import { emptyFolder } from '../support/commandLine.ts'
import { serveProcess, type Serve } from '../support/serve.ts'

const messages = [{ role: 'user', content: 'hi' }] satisfies OpenAI.ChatCompletionMessageParam[]
const request = { model: 'deepseek-chat', messages }
const client = ({ baseUrl }: Serve, maxRetries = 0) => new OpenAI({ baseURL: baseUrl, apiKey: 'test', maxRetries })

const scripted = (...rules: object[]) =>
  serveProcess(['script.json'], emptyFolder({ 'script.json': JSON.stringify({ models: { 'deepseek-chat': rules } }) }))

describe('the openai SDK', () => {
  test('the models, an answer and a stream', async () => {
    const openai = client(await serveProcess())
    const listed: string[] = []
    for await (const { id } of openai.models.list()) listed.push(id)
    expect(listed).toEqual(['deepseek-chat', 'moonshot-v1-8k', 'abab6-chat'])
    const { choices, usage } = await openai.chat.completions.create(request)
    expect(choices[0]!.message.content).toContain('[deepseek-chat')
    expect(usage!.total_tokens).toBeGreaterThan(0)
    let text = ''
    const stream = await openai.chat.completions.create({
      ...request,
      stream: true,
      stream_options: { include_usage: true },
    })
    for await (const chunk of stream) text += chunk.choices[0]?.delta.content ?? ''
    expect(text).toBe(choices[0]!.message.content)
  })

  test('a storm of 429, which it sits out as it was asked to', async () => {
    const serve = await scripted({
      when: { first: 2 },
      fault: { type: 'rateLimit', waitMs: 20, rendering: 'milliseconds' },
    })
    expect((await client(serve, 3).chat.completions.create(request)).choices).toHaveLength(1)
    await serve.stop()
    const statuses = serve.documents().flatMap(({ type, status }) => (type === 'exchange' ? [status] : []))
    expect(statuses).toEqual([429, 429, 200])
  })

  test('a storm without end', async () => {
    const openai = client(await scripted({ when: { always: true }, fault: { type: 'rateLimit' } }))
    await expect(openai.chat.completions.create(request)).rejects.toThrow(RateLimitError)
  })

  test('a stream that is cut', async () => {
    const openai = client(await scripted({ when: { always: true }, fault: { type: 'limitData', bytes: 300 } }))
    const stream = await openai.chat.completions.create({ ...request, stream: true })
    let chunks = 0
    await expect(
      (async () => {
        for await (const _chunk of stream) chunks += 1
      })(),
    ).rejects.toThrow(/terminated|closed|premature/i)
    expect(chunks).toBeGreaterThan(0)
  })

  test('a model that is not there', async () => {
    const openai = client(await serveProcess())
    const asked = openai.chat.completions.create({ ...request, model: 'gpt-4o' })
    await expect(asked).rejects.toThrow(NotFoundError)
    await expect(asked).rejects.toThrow('there are deepseek-chat, moonshot-v1-8k, abab6-chat')
  })

  test('TLS: without the printed root no connection', async () => {
    const openai = client(await serveProcess(['--tls']))
    await expect(openai.chat.completions.create(request)).rejects.toThrow(APIConnectionError)
  })

  test('TLS: with the variables that are printed, in a program of its own', async () => {
    const { started, baseUrl } = await serveProcess(['--tls'])
    const env = {
      ...process.env,
      OPENAI_BASE_URL: baseUrl,
      OPENAI_API_KEY: 'test',
      NODE_EXTRA_CA_CERTS: started.certificateFile!,
    }
    const program = `
      import OpenAI from 'openai'
      const { choices } = await new OpenAI({ maxRetries: 0 }).chat.completions.create(${JSON.stringify(request)})
      console.log(choices[0].message.content)`
    const cwd = fileURLToPath(new URL('../..', import.meta.url))
    const out = await new Promise<string>((resolve) => {
      execFile(process.execPath, ['--input-type=module', '--eval', program], { env, cwd }, (_error, said, wrong) =>
        resolve(said + wrong),
      )
    })
    expect(out).toContain('[deepseek-chat')
  })
})
