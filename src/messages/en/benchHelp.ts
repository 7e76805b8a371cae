/** `brownout bench --help`. */
export const benchHelp = (shared: string) => `brownout bench [name] [flags]

Measures models through the client: how fast, at what price, how often they fail
and what retries cost, with 95 % intervals. Latency counts from the instant at
which a call was due. The mock answers, unless --live is typed.

Examples
  brownout bench                         chat prompts, 20 calls a second, 30 s
  brownout bench --models deepseek-chat,moonshot-v1-8k --rate 20/s
  brownout bench vi --concurrency 8 --requests 400
  brownout bench --scenario storm-short  and what retries and failover cost
  brownout bench --world virtual         in no time, the same bytes each time
  brownout bench --live --max-cost 0.50  the provider itself; see
                                         docs/live-first-run.md

The name is one under bench in the config, or chat, long, vi, en.

What is asked
      --models LIST        ids, with commas; each is asked first in turn
      --workload W         chat, long, vi, en, or a file (JSON, JSONL)
      --cache allow        lets a provider's prompt cache help (default unique)
      --no-fallback        a model that fails is not stood in for
      --scenario NAME      the faults of a scenario bend the upstream
      --deadline T         of a call with all its retries (default 60s)

How calls start, and when they end
      --rate N/s           open load: calls have their time (20/s; live 2/s)
      --concurrency N      closed load: so many callers, a call after the other
      --duration T         30s (live 60s), unless --requests is given
      --requests N         so many calls, of all models together
      --warm-up T          made, not counted (a tenth of the duration, up to 5s)
      --max-in-flight N    what is due beyond is dropped, and counted (400)
      --shard I/N          one part of a run; brownout merge puts them together

Who answers
      --world W            loopback (default) or virtual: where the mock is
      --base-url URL       a server on this machine, instead of the mock
      --live               a provider, for money: it takes all of these
      --max-cost USD       the most that may be spent; there is no default
      --max-requests N     attempts, retries included
      --max-duration T     and not longer
      --confirm-live HOST  in CI: the host, named once more
      --yes                no question
      --key-file FILE      the key, if it is not in the environment
      --key-stdin          the key on standard input
      --ca FILE            a certificate authority to trust beside Node's own

Results
      --seed N             chances; 7 unless set
      --out DIR            folder for the results; reports unless set
      --reporter LIST      instead of json, junit, html, png, trace
      --add-reporter LIST  beside them
      --json               the report as JSON on standard output
  -q, --quiet              nothing while it runs
${shared}
      --lang vi            results, help and errors in Vietnamese; default en
  -h, --help               this help

Exit codes
  0 measured, gates held   1 a gate broke   2 usage or config   3 no verdict
  (too noisy, too few calls)   4 refused, or stopped by a cap   5 environment`
