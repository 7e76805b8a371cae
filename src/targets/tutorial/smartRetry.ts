import { AttributeError } from './exceptions.ts'
import { defineTutorialTarget } from './tutorialTarget.ts'

export const tutorialSmartRetry = defineTutorialTarget(
  'tutorial-smart-retry',
  "The tutorial's SmartRetryClient as printed: it fails before its first request, always (defect 16).",
  () => () => Promise.reject(new AttributeError("'HolySheepAIClient' object has no attribute 'MODELS_PRIORITY'")),
)
