import { defineTutorialTarget } from './tutorialTarget.ts'

export const tutorialFallback = defineTutorialTarget(
  'tutorial-fallback',
  "The tutorial's HolySheepAIClient.chat_with_fallback: one try per model; an outage ends the chain.",
  ({ client }) =>
    (messages) =>
      client.chatWithFallback(messages),
)
