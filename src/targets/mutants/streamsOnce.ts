import { defineMutant } from './mutant.ts'

export const streamsOnce = defineMutant({
  name: 'mutant-streams-once',
  convictedBy: 'answers-as-expected',
  doc: 'Retries and falls back for whole answers only: what breaks a stream, even at its head, ends the call.',
  source:
    'litellm #28216: streams bypassed the fallbacks; PR #26067: 429 was raised in the iterator; vercel/ai #18667.',
  open: (setup, open) => {
    const ours = open(setup)
    const once = open({ ...setup, declared: { ...setup.declared, maxAttemptsPerCall: 1 } })
    return {
      chat: (call) => ours.chat(call),
      stream: (call) => once.stream!(call),
      close: async () => void (await Promise.all([ours.close(), once.close()])),
    }
  },
})
