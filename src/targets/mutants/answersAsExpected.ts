import { defineMutant } from './mutant.ts'

export const answersAsExpected = defineMutant({
  name: 'mutant-answers-as-expected',
  convictedBy: 'answers-as-expected',
  doc: 'Knows its chain and never falls back.',
  source: 'litellm #28216: streams bypassed the fallbacks.',
  open: (setup, open) => open({ ...setup, endpoints: setup.endpoints.slice(0, 1) }),
})
