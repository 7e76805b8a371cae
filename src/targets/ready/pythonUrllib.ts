import { defineProgramTarget } from './programTarget.ts'
import { readyTimeoutMs } from './readyTarget.ts'

const about = {
  package: 'python3',
  language: 'Python',
  timeoutMs: readyTimeoutMs,
  timeoutOption: 'documentation of urllib.request: `timeout` of urlopen, of each blocking operation; none unless set',
}

export const pythonUrllib = defineProgramTarget({
  name: 'python-urllib',
  doc: 'Python’s own urllib, one attempt a call: first model only, no streams. A baseline.',
  file: 'urllib_plain.py',
  needs: [],
  answersAfter: 'one-attempt',
  about: { ...about, configuration: 'defaults; examples/testees/urllib_plain.py' },
})

export const pythonUrllibRetry = defineProgramTarget({
  name: 'python-urllib-retry',
  doc: 'urllib within the loop that tutorials show: three attempts, whatever went wrong; first model only, no streams.',
  file: 'urllib_retry.py',
  needs: [],
  answersAfter: 'retries',
  longestCallMs: 3 * readyTimeoutMs + 3_500,
  about: { ...about, configuration: '1 s and 2 s between three attempts; examples/testees/urllib_retry.py' },
})
