import type { CallOutcome } from '../../history/index.ts'
import { defineTarget, type TargetSetup } from '../target.ts'
import { AwsClient } from './aws/awsClient.ts'
import { aborted, outcomeOf, ServiceError } from './aws/serviceError.ts'

/** A client for each place, as one makes one for each region; its models share its retry quota. */
function clientsOf({ endpoints, clock, transport }: TargetSetup): ReadonlyMap<string, AwsClient> {
  return new Map(endpoints.map(({ baseURL }) => [baseURL, new AwsClient(clock, transport)]))
}

/** What an answer without a text is to the loop around the SDK. */
function contentOf(output: unknown): string {
  const { choices } = (output ?? {}) as { choices?: unknown }
  const [first] = Array.isArray(choices) ? (choices as unknown[]) : []
  const content = (first as { message?: { content?: unknown } } | null | undefined)?.message?.content
  if (typeof content === 'string') return content
  throw new ServiceError('TypeError', 'the output holds no choices[0].message.content', null)
}

export const awsStandard = defineTarget({
  name: 'aws-standard',
  doc:
    'The standard retry mode of the AWS SDK for JavaScript (read: @smithy/core 3.41.1, node-http-handler 4.14.2) with ' +
    'its defaults, and around it the usual loop over models: whatever fails goes to the next one. No streams.',
  vantage: 'driver',
  supports: { stream: false, abort: true, policy: false },
  // No time limit is set by default, and no rate (adaptive mode, which would keep one, is not modelled); the quota of retries
  // is not the bound that a scenario declares; and of a chain it promises nothing: that is the loop around it.
  notPromised: ['deadlineMs', 'rpm', 'answeredAtLeast', 'amplificationAtMost', 'retryPeak', 'quotaUse', 'outage'],
  open: (setup) => {
    const clients = clientsOf(setup)
    return {
      chat: async ({ call, messages, maxTokens, signal }) => {
        const chance = setup.random.stream('aws', call, 'jitter')
        let last: CallOutcome | undefined
        for (const endpoint of setup.endpoints) {
          const body = {
            model: endpoint.model,
            messages,
            ...(maxTokens === undefined ? {} : { max_tokens: maxTokens }),
          }
          try {
            const output = await clients.get(endpoint.baseURL)!.send({ endpoint, body, signal, chance })
            return { ok: true, text: contentOf(output), model: endpoint.model }
          } catch (error) {
            last = outcomeOf(error)
          }
          if (signal.aborted) return outcomeOf(aborted())
        }
        return last!
      },
      close: () => Promise.resolve(),
    }
  },
})
