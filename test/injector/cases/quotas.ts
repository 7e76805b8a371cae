import { catalogue } from '../../../src/faults/index.ts'
import type { Case } from '../case.ts'
import { body } from '../healthy.ts'
import { atOnce, head, json } from '../http.ts'
import { response } from '../response.ts'

const { quota } = catalogue
type Options = Parameters<typeof quota>[0]

/** The first request of all: the answer is the good one, and the headers say that one of sixty is gone. */
const admitted = (options: Options, headers: Record<string, string>): Case =>
  response({
    fault: quota(options),
    pieces: atOnce(head(200, { 'content-type': 'application/json', 'content-length': body.length, ...headers }), body),
    ending: 'reuse',
  })

/** More than the whole quota: 21 tokens are reserved for the request of `chatRequest`, of one a minute. */
const tooLarge =
  'Request too large for m in organization org-xxx on tokens per min (TPM): Limit 1, Requested 21. The input or output tokens must be reduced in order to run successfully. Visit https://platform.openai.com/account/rate-limits to learn more.'

/** The wall clock stands at the beginning of 2026. */
export const quotas = {
  quota: [
    admitted(
      { rpm: 60 },
      {
        'x-ratelimit-limit-requests': '60',
        'x-ratelimit-remaining-requests': '59',
        'x-ratelimit-reset-requests': '1s',
      },
    ),
    admitted(
      { rpm: 60, tpm: 2_100, headers: 'ietf' },
      {
        'ratelimit-policy': '"rpm";q=60;w=60, "tpm";q=2100;w=60',
        ratelimit: '"rpm";r=59;t=1, "tpm";r=2079;t=1',
      },
    ),
    admitted(
      { rpm: 60, headers: 'holysheep' },
      { 'x-ratelimit-limit': '60', 'x-ratelimit-remaining': '59', 'x-ratelimit-reset': '1767225601' },
    ),
    admitted({ rpm: 60, headers: 'none' }, {}),
    admitted({ concurrency: 1 }, {}),
    response({
      fault: quota({ tpm: 1 }),
      pieces: atOnce(
        json(
          429,
          { error: { message: tooLarge, type: 'tokens', param: null, code: 'rate_limit_exceeded' } },
          {
            'x-ratelimit-limit-tokens': '1',
            'x-ratelimit-remaining-tokens': '1',
            'x-ratelimit-reset-tokens': '0s',
          },
        ),
      ),
      ending: 'reuse',
    }),
  ],
}
