import { decisions } from '../../client/index.ts'
import { defineMutant } from './mutant.ts'

export const forgetsBadCertificates = defineMutant({
  name: 'mutant-forgets-bad-certificates',
  convictedBy: 'permanent-tls-not-retried',
  doc: 'After a bad certificate it asks the next model at the same origin, which shows the same certificate.',
  source: 'Our own client did so until random cases found it.',
  decisions: {
    afterFailure: (...situation) => ({ ...decisions.afterFailure(...situation), badCertificates: [] }),
  },
})
