import { robustChatCompletion } from './robustClient.ts'
import { defineTutorialTarget } from './tutorialTarget.ts'

export const tutorialRobust = defineTutorialTarget(
  'tutorial-robust',
  "The tutorial's RobustHolySheepClient on the first model: a requests session with urllib3's retries.",
  ({ setup, network }) =>
    (messages) =>
      robustChatCompletion(network, setup.endpoints[0]!, messages),
)
