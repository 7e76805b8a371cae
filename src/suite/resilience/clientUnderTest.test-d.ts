import { expectTypeOf } from 'vitest'
import type { ChatMessage } from '../../protocol/chat.ts'
import { client } from '../../targets/index.ts'
import { expectResilient } from '../../vitest.ts'
import type { RunReport } from '../../harness/report.ts'

// Each line is checked by `npm run typecheck`; nothing here runs. What must not compile stands below its @ts-expect-error.

const run = expectResilient(async ({ baseURL, apiKey, model, messages, question, signal, deadlineMs }) => {
  expectTypeOf(baseURL).toEqualTypeOf<string>()
  expectTypeOf(messages).toEqualTypeOf<readonly ChatMessage[]>()
  expectTypeOf(signal).toEqualTypeOf<AbortSignal>()
  expectTypeOf(deadlineMs).toEqualTypeOf<number | null>()
  return `${apiKey} ${model} ${question}`
}, 'ra-seconds')
expectTypeOf(run).toEqualTypeOf<Promise<RunReport>>()

// The parameters of every form have their types without being told.
void expectResilient(
  { chat: async ({ baseURL, question }) => ({ text: baseURL + question, model: null }) },
  'ra-seconds',
)
void expectResilient(
  {
    open: ({ baseURL }) => ({
      chat: async ({ question }) => baseURL + question,
      stream: async function* ({ question }) {
        yield baseURL + question
      },
    }),
  },
  'sse-cut',
)
void expectResilient(client, 'ra-long', {
  world: 'virtual',
  promises: { maxAttemptsPerCall: 3 },
  except: ['deadline-kept'],
})

// @ts-expect-error -- an answer is a text
void expectResilient(async () => 42, 'ra-seconds')
// @ts-expect-error -- there is no chat
void expectResilient({}, 'ra-seconds')
// @ts-expect-error -- pieces of text
void expectResilient({ chat: async () => '', stream: async () => '' }, 'ra-seconds')
// @ts-expect-error -- a promise has a name of the policy
void expectResilient(client, 'ra-seconds', { promises: { attempts: 3 } })
// @ts-expect-error -- a scenario has more than a name
void expectResilient(client, { name: 'mine' })
