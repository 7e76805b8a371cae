import { ConnectionError, ReadTimeout, RequestException, RetryError } from './exceptions.ts'
import { sendPost, type Network, type Post, type RawResponse, type Response } from './requests.ts'
import { Retry } from './urllib3Retry.ts'

/**
 * `create_robust_session().post`: each POST is sent up to four times, without an idempotency key (defect 45). The loop
 * is `urllib3.connectionpool.HTTPConnectionPool.urlopen`, the exceptions are mapped as in `requests.adapters`.
 */
export async function robustPost(network: Network, request: Post): Promise<Response> {
  const { process } = network
  let retries = new Retry()
  for (;;) {
    let response: RawResponse
    try {
      response = await sendPost(network, request)
    } catch (error) {
      const next = retries.increment()
      if (next === undefined) throw exhausted(error)
      retries = next
      await sleep(retries.backoffSeconds())
      continue
    }
    const retryAfter = headerValue(response.headers['retry-after'])
    if (!retries.isRetry(response.status, retryAfter)) return response.read()
    const next = retries.increment()
    await drain(response)
    if (next === undefined) throw new RetryError(`too many ${response.status} error responses`)
    retries = next
    await sleep(retries.sleepSeconds(retryAfter, process.time()))
  }

  async function sleep(seconds: number): Promise<void> {
    if (seconds > 0) await process.sleep(seconds)
  }
}

/** MaxRetryError with its reason: a read time-out comes out as a ConnectionError, which is no Timeout (defect 46). */
function exhausted(error: unknown): unknown {
  return error instanceof ReadTimeout ? new ConnectionError(error.message, { cause: error }) : error
}

/** `HTTPResponse.drain_conn`: reads the rest to reuse the connection, and does not mind if it breaks. */
async function drain(response: RawResponse): Promise<void> {
  try {
    await response.read()
  } catch (error) {
    if (!(error instanceof RequestException)) throw error
  }
}

function headerValue(value: string | string[] | undefined): string | undefined {
  return Array.isArray(value) ? value.join(', ') : value
}
