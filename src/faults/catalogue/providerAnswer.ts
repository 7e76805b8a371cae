import {
  providerAnswer as answerOf,
  providerAnswerNames,
  type ProviderAnswerName,
} from '../../protocol/providerErrors.ts'
import { fixedSteps } from '../answer.ts'
import { defineFault } from '../fault.ts'

export const providerAnswer = defineFault<{ answer: ProviderAnswerName }>({
  type: 'providerAnswer',
  doc: 'Answers word by word as a provider was seen to answer, with its headers: `openai.tooLarge` and such.',
  source: 'fixtures/provider-errors.json names the source of each, and says what of it was not seen.',
  options: (v) => ({ answer: v.picklist(providerAnswerNames) }),
  arbitrary: (fc) => fc.record({ answer: fc.constantFrom(...providerAnswerNames) }),
  apply({ answer }) {
    const { status, body, headers = {}, class: meaning, waitMs } = answerOf(answer)
    return fixedSteps(status, body, waitMs === undefined ? { class: meaning } : { class: meaning, waitMs }, headers)
  },
})
