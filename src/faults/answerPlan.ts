/** How a healthy answer is given, where somebody has a say in it: how long it is, and how fast it comes. */
export interface AnswerPlan {
  /** Completion tokens, from 1: as many pieces, and what the usage says. */
  readonly tokens: number
  /** What the usage says of the prompt; the same for all unless set. */
  readonly promptTokens?: number
  /** From the request to the first token. The headers of a stream go out at once. */
  readonly firstTokenMs: number
  /** Opens the gaps before each further token and before the end, in ms; the same ones each time. */
  gapsMs(): () => number
  /** `length` where the request did not let more be answered. */
  readonly finishReason: 'stop' | 'length'
}
