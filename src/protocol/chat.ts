/** The OpenAI-compatible chat wire format, as far as a resilient client needs it. */
export interface ChatMessage {
  readonly role: 'system' | 'user' | 'assistant' | 'tool'
  readonly content: string
}

/** Body of `POST /v1/chat/completions`. Further fields pass through untouched. */
export interface ChatBody {
  readonly model: string
  readonly messages: readonly ChatMessage[]
  readonly stream?: boolean
  readonly temperature?: number
  readonly max_tokens?: number
  readonly [field: string]: unknown
}

/** Token counts as the provider bills them. */
export interface Usage {
  readonly prompt_tokens: number
  readonly completion_tokens: number
  readonly total_tokens: number
}

export interface ChatCompletion {
  readonly id: string
  readonly object: 'chat.completion'
  readonly created: number
  readonly model: string
  readonly choices: readonly {
    readonly index: number
    readonly message: { readonly role: 'assistant'; readonly content: string }
    readonly finish_reason: string
  }[]
  readonly usage?: Usage
}

export interface ChatCompletionChunk {
  readonly id: string
  readonly object: 'chat.completion.chunk'
  readonly created: number
  readonly model: string
  readonly choices: readonly {
    readonly index: number
    readonly delta: { readonly role?: 'assistant'; readonly content?: string }
    readonly finish_reason: string | null
  }[]
  readonly usage?: Usage | null
}
