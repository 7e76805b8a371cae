import { RateLimiter } from './rateLimiter.ts'
import { defineTutorialTarget } from './tutorialTarget.ts'

/** What the tutorial sets where nothing else is declared. */
const defaultRpm = 500

export const tutorialLimiter = defineTutorialTarget(
  'tutorial-limiter',
  "The tutorial's RateLimiter around chat_completion of the first model: a fixed window, five tries on 429.",
  ({ setup, network, client }) => {
    const limiter = new RateLimiter(network.process, setup.declared.rpm ?? defaultRpm)
    const model = setup.endpoints[0]!.model
    return (messages) => limiter.executeWithRetry(() => client.chatCompletion(messages, model))
  },
)
