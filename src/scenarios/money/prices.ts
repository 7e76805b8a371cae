/** Round figures for four kinds of tokens, so that a kind at the price of another one shows. USD per million tokens. */
const price = { input: '1', cachedInput: '0.1', cacheWrite: '1.25', output: '2', reasoning: '3' } as const

export const money = {
  prices: { 'deepseek-chat': price, 'moonshot-v1-8k': { input: '0.5', output: '1.5' } },
} as const

/** What each call lets be answered: without a limit nobody can say what it may cost. */
export const maxTokens = 50

/** At deepseek-chat: 1,000 tokens of prompt at the most, at its dearest price, and 50 of an answer. */
export const attemptAtMostUsd = '0.0014'
