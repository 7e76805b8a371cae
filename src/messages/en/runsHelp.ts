/** Of all that make reports of a run that is there already. */
const reportFlags = `      --reporter LIST      instead of json, junit, html, png, trace
      --add-reporter LIST  beside them
      --out DIR            where runs are looked for; default reports
      --config FILE        a config; default bench.config.ts (or .js, .mjs), if
                           there is one
      --no-config          without the config
      --json               the report as JSON on standard output`

/** `brownout merge --help`. */
export const mergeHelp: string = `brownout merge DIR..: one run of several that measured parts of it, as machines
do that are each given a shard by brownout bench. What is in two of them counts
once, so they may be merged in any order, in groups, and again. No percentile is
averaged: the calls themselves are put together.

Examples
  brownout merge one/latest two/latest three/latest
  brownout merge artifacts/*/ --out reports

Calls of a shard that is missing, or that died, count as dropped until it comes.

Flags
      --out DIR            where the merged run goes; default reports
      --lang vi            results, help and errors in Vietnamese; default en
  -h, --help               this help

Exit codes
  0 all calls of the plan are there   2 no parts of one run   3 some are missing`

/** `brownout resume --help`. */
export const resumeHelp: string = `brownout resume [run]: goes on with a benchmark that was interrupted, or killed.

Calls that are recorded are not made again, and none counts twice; a line that
was torn in the middle is cut off. The plan, the gates and the seed are those of
the run. Without a name it is the latest run that is not finished.

Examples
  brownout resume
  brownout resume k3                     the run whose name ends so
  brownout resume k3 --live --max-cost 0.50

A live run asks for the same leave again; what it spent counts against the cap.

Flags
      --live               the provider of the run, for money: it takes these
      --max-cost USD       of the run as a whole; there is no default
      --max-requests N     attempts, retries included, of the run as a whole
      --confirm-live HOST  in CI: the host, named once more
      --yes                no question
      --key-file FILE      the key, if it is not in the environment
      --key-stdin          the key on standard input
      --ca FILE            a certificate authority to trust beside Node's own
${reportFlags}
  -q, --quiet              nothing while it runs
      --lang vi            results, help and errors in Vietnamese; default en
  -h, --help               this help`
