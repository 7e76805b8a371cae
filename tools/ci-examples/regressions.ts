// Ten ways in which a failover goes wrong, as somebody would write them by mistake: a change of the sample application each.

export interface Regression {
  readonly name: string
  /** Below `examples/ci/application/src`. */
  readonly file: string
  /** Stands there exactly once. */
  readonly from: string
  readonly to: string
}

export const regressions: readonly Regression[] = [
  {
    name: 'the fallback model is removed',
    file: 'assistant.ts',
    from: 'this.#chain = chain',
    to: 'this.#chain = chain.slice(0, 1)',
  },
  {
    name: 'a key that was refused (401) is used again',
    file: 'failure.ts',
    from: 'return status === 401 || status === 402 || status === 403',
    to: 'return status === 402 || status === 403',
  },
  {
    name: 'Retry-After is ignored',
    file: 'assistant.ts',
    from: 'const waitMs = failure.waitMs ?? 100',
    to: 'const waitMs = 100',
  },
  {
    name: 'a stream that was cut counts as finished',
    file: 'attempt.ts',
    from: 'if (finish === null) throw new AttemptFailure(`${endpoint.model} broke off`)',
    to: 'if (finish === null) return',
  },
  {
    name: 'an attempt has no time limit',
    file: 'attempt.ts',
    from: 'const giveUp = () => silence.abort(new AttemptFailure(`nothing came for ${timeoutMs} ms`))',
    to: 'const giveUp = () => {}',
  },
  {
    name: 'retries have no cap',
    file: 'assistant.ts',
    from: 'attempt <= this.#options.attemptsPerModel',
    to: 'attempt > 0',
  },
  {
    name: 'only a 5xx leads to the next model',
    file: 'assistant.ts',
    from: 'if (!(failure instanceof AttemptFailure) || spoilsRequest(failure)) throw failure',
    to: 'if (!(failure instanceof AttemptFailure) || (failure.status ?? 0) < 500) throw failure',
  },
  {
    name: 'the chain is asked in the wrong order',
    file: 'assistant.ts',
    from: 'this.#chain = chain',
    to: 'this.#chain = chain.toReversed()',
  },
  {
    name: 'a 200 that holds an error counts as an answer',
    file: 'attempt.ts',
    from: 'if (!choice?.message?.content) throw new AttemptFailure(`${endpoint.model} gave a 200 without an answer`)',
    to: "if (!choice?.message?.content) return ''",
  },
  {
    name: 'finish_reason is not looked at',
    file: 'attempt.ts',
    from: "if (choice.finish_reason !== 'stop') throw new HalfAnswer(endpoint.model)",
    to: '',
  },
]
