/** `brownout report --help`. */
export const reportHelp: string = `brownout report [run]: makes the reports of a run anew, from its folder alone.
Without a name: the latest run, of whatever kind. A benchmark is summed up from
its history: whatever ended the process that wrote it, what is whole counts, and
the rest is told. The gates are those of the run.

Examples
  brownout report
  brownout report k3 --format csv,markdown     the run whose name ends so
  brownout report --format text                a fact a line, on stdout
  brownout report --call 17                    attempts, waits, failover, end
  brownout report --format github              annotations and a job's summary

Formats: html, json, junit, png, trace, markdown, csv, text, github, and those
of the config
One alone, other than html, stands on stdout too, and nothing else does. What
each holds: docs/outputs.md

Flags
      --format LIST        instead of json, junit, html, png, trace, or the
                           config's
      --call N             one call of a benchmark, moment by moment; nothing is
                           written
      --out DIR            where runs are looked for; default reports
      --config FILE        a config; default bench.config.ts (or .js, .mjs), if
                           there is one
      --no-config          without the config
      --json               the report as JSON on standard output
      --lang vi            results, help and errors in Vietnamese; default en
  -h, --help               this help

Exit codes: those of the run, 0 held, 1 broke, 3 no verdict; 2 there is no run`
