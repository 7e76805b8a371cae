import { defineProgramTarget } from './programTarget.ts'
import { readyTimeoutMs } from './readyTarget.ts'

export const curlRetry = defineProgramTarget({
  name: 'curl-retry',
  doc: 'curl --retry, a process for each call: first model only, two retries, no streams.',
  file: 'curl_retry.py',
  needs: ['curl'],
  answersAfter: 'retries',
  longestCallMs: 3 * readyTimeoutMs + 3_500,
  about: {
    package: 'curl',
    language: 'C',
    timeoutMs: readyTimeoutMs,
    timeoutOption: 'documentation, `--max-time`: of each transfer, and begun anew by each retry; none unless set',
    configuration:
      '`--retry 2 --fail`, everything else as it is (with `--fail-with-body` the bodies of all attempts are one output); examples/testees/curl_retry.py',
  },
})
