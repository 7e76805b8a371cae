import { defineMutant } from './mutant.ts'

export const cooldownHonest = defineMutant({
  name: 'mutant-cooldown-honest',
  convictedBy: 'cooldown-honest',
  doc: 'Buries a key that was refused for ever: that it works again nobody finds out.',
  source: 'AxonHub #1632: disabled for its errors, never enabled again.',
  decisions: { cooledAtMs: () => Infinity },
})
