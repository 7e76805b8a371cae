import { defineMutant } from './mutant.ts'

export const nothingLeftBehind = defineMutant({
  name: 'mutant-nothing-left-behind',
  convictedBy: 'nothing-left-behind',
  doc: 'Leaves the timer of a finished attempt running.',
  source: 'cockatiel #69: what a time-out had set up outlived it.',
  decisions: { cancelsTimers: false },
})
