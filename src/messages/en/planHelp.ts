/** `brownout plan --help`. */
export const planHelp = (shared: string) => `brownout plan: how much load fits the quotas, the SLO and the money, by
simulation: the real client on a virtual clock, against models that are told.
Says what runs out first, what is left when a model, a key or an origin is lost,
what a month costs, and what the client does through an outage. Nothing is sent
anywhere.

Examples
  brownout plan --models deepseek-chat,moonshot-v1-8k --tpm 200k
  brownout plan --users 500 --rpm 600 --tpm 200k --slo 'total.p95 <= 8s'
  brownout plan --traffic log.jsonl --tpm 200k --budget 500 --rate-cny 7.1
  brownout plan --from latest --tpm 200k    latencies as a benchmark found them

What is planned
      --models LIST        ids, with commas, in the order of the fallback chain
      --rpm N              requests a minute of each model; a=600,b=none for one
      --tpm N              tokens a minute, prompt and max_tokens: 200k
      --concurrency N      requests at a time; not limited unless said
      --from RUN           a benchmark: its latencies and its tokens
      --workload W         chat, long, vi, en, or a file (JSON, JSONL)
      --route R            chain (default): the first model is asked first;
                           spread: each in turn
      --deadline T         of a call with all its retries (default 60s)

What has to hold
      --slo LIMIT          'ttft.p99 <= 800ms', 'success >= 99.5%'; repeated
      --rate N/s           so many calls a second are to be carried
      --users N            or so many users
      --per-user N/m       how often one of them asks (default 1/m)
      --traffic FILE       or a log: time, tokens_in, tokens_out (JSONL, CSV)
      --budget USD         what a month may cost
      --rate-cny N         what one USD is in CNY; not converted without it
      --rate-vnd N         and in VND

How it is simulated
      --duration T         virtual time of each trial (default 2m)
      --trials N           seeds of each load (default 5)
      --seed N             chances; 7 unless set
      --workers N          threads; default one for each core, up to 8; any
                           number gives the same plan
      --out DIR            folder for the results; reports unless set
      --reporter LIST      instead of json, junit, html, png, trace
      --add-reporter LIST  beside them
      --json               the report as JSON on standard output
  -q, --quiet              no progress
${shared}
      --lang vi            results, help and errors in Vietnamese; default en
  -h, --help               this help

Exit codes
  0 it fits, or nothing was to be carried   1 it does not fit
  2 usage or config, or a quota that nobody told   5 environment`
