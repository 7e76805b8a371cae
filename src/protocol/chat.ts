/** The OpenAI-compatible chat wire format, as far as a resilient client needs it. */
export interface ChatMessage {
  readonly role: 'system' | 'developer' | 'user' | 'assistant' | 'tool' | (string & {})
  /** Text, or parts of several kinds; an assistant that only calls tools has none. */
  readonly content?: string | readonly ContentPart[] | null
  /** `name`, `tool_calls`, `tool_call_id` and whatever else a provider knows. */
  readonly [field: string]: unknown
}

/** A part of a message: `{ type: 'text', text }`, `{ type: 'image_url', image_url }`, … */
export interface ContentPart {
  readonly type: string
  readonly [field: string]: unknown
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
  readonly prompt_tokens_details?: TokenDetails | null
  readonly completion_tokens_details?: TokenDetails | null
}

/** Of which: `cached_tokens`, `reasoning_tokens`, `audio_tokens`, … */
interface TokenDetails {
  readonly cached_tokens?: number
  readonly reasoning_tokens?: number
  readonly [kind: string]: unknown
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
