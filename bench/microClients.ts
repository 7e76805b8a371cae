// The clients that `micro.ts` measures. Each gives the text of one answer, read whole or as a stream.
import { createOpenAICompatible } from '@ai-sdk/openai-compatible'
import { generateText, streamText } from 'ai'
import { createParser } from 'eventsource-parser'
import OpenAI from 'openai'
import { Agent, request } from 'undici'
import { createClient } from '../src/client/index.ts'
import type { ChatCompletion, ChatCompletionChunk } from '../src/protocol/chat.ts'

export interface MeasuredClient {
  chat(): Promise<string>
  stream(): Promise<string>
  close?(): Promise<void>
}

const model = 'deepseek-chat'
const apiKey = 'sk-micro-0123456789abcdef'
const messages = [
  {
    role: 'system' as const,
    content: 'You are a helpful assistant. Answer in at most one hundred words, in plain English.',
  },
  { role: 'user' as const, content: 'What is a rate limit, and how does a good client of a chat API live with one?' },
]
const [system, user] = messages as [(typeof messages)[number], (typeof messages)[number]]

/** The least that does the job: undici, and JSON.parse or eventsource-parser. Nothing is checked, retried or timed. */
function bare(baseURL: string): MeasuredClient {
  const dispatcher = new Agent({ connections: null })
  const headers = { authorization: `Bearer ${apiKey}`, 'content-type': 'application/json' }
  const send = (stream: boolean) =>
    request(`${baseURL}/chat/completions`, {
      dispatcher,
      method: 'POST',
      headers,
      body: JSON.stringify({ model, messages, ...(stream ? { stream: true } : {}) }),
    })
  return {
    chat: async () => {
      const { body } = await send(false)
      return (JSON.parse(await body.text()) as ChatCompletion).choices[0]!.message.content
    },
    stream: async () => {
      const { body } = await send(true)
      const decoder = new TextDecoder()
      let text = ''
      const parser = createParser({
        onEvent: ({ data }) => {
          if (data === '[DONE]') return
          text += (JSON.parse(data) as ChatCompletionChunk).choices[0]?.delta.content ?? ''
        },
      })
      for await (const bytes of body) parser.feed(decoder.decode(bytes as Uint8Array, { stream: true }))
      return text
    },
    close: () => dispatcher.close(),
  }
}

function ours(baseURL: string): MeasuredClient {
  const client = createClient({ baseURL, apiKey, models: [model] })
  return {
    chat: async () => (await client.chat({ messages })).text,
    stream: async () => {
      let text = ''
      for await (const delta of client.stream({ messages })) text += delta
      return text
    },
    close: () => client.close(),
  }
}

function openai(baseURL: string): MeasuredClient {
  const client = new OpenAI({ baseURL, apiKey })
  return {
    chat: async () => (await client.chat.completions.create({ model, messages })).choices[0]!.message.content!,
    stream: async () => {
      let text = ''
      const stream = await client.chat.completions.create({ model, messages, stream: true })
      for await (const chunk of stream) text += chunk.choices[0]?.delta.content ?? ''
      return text
    },
  }
}

function ai(baseURL: string): MeasuredClient {
  const provider = createOpenAICompatible({ name: 'upstream', baseURL, apiKey })
  const prompt = { model: provider(model), instructions: system.content, prompt: user.content }
  return {
    chat: async () => (await generateText(prompt)).text,
    stream: async () => {
      let text = ''
      for await (const delta of streamText(prompt).textStream) text += delta
      return text
    },
  }
}

export const measuredClients: Readonly<Record<string, (baseURL: string) => MeasuredClient>> = { bare, ours, openai, ai }
