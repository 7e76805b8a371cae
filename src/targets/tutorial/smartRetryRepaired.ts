import { smartRetry } from './smartRetryClient.ts'
import { defineTutorialTarget } from './tutorialTarget.ts'

export const tutorialSmartRetryRepaired = defineTutorialTarget(
  'tutorial-smart-retry-repaired',
  "The tutorial's SmartRetryClient.smart_retry with its list of models found: 2, 4, 6 s on 429, 503, 504.",
  ({ setup, network, client }) => {
    const models = setup.endpoints.map(({ model }) => model)
    return (messages) => smartRetry(network.process, client, models, messages)
  },
)
