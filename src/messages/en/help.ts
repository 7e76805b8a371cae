import { doctorHelp } from './doctorHelp.ts'
import { benchHelp } from './benchHelp.ts'
import { judgeHelp } from './judgeHelp.ts'
import { compareHelp } from './compareHelp.ts'
import { planHelp } from './planHelp.ts'
import { reportHelp } from './reportHelp.ts'
import { showHelp } from './showHelp.ts'
import { mergeHelp, resumeHelp } from './runsHelp.ts'

/** `brownout --help` and `brownout <command> --help`: examples first, at most 80 columns. */
const general = `brownout: rehearse your LLM provider's bad day.

Examples
  brownout test                          our client, everything, virtual clock
  brownout test rate-limit --target tutorial
  brownout test auth-401 --world loopback
  brownout judge --exec 'python3 app.py' any program, in any language
  brownout serve storm-short --judge     a faulty upstream for your own program
  brownout explore --target tutorial     random days, until one breaks a rule
  brownout replay b1.client.virtual.…    play one run of a report again
  brownout help retry-after-honoured     why a rule matters

Commands
  test [patterns..]    judge a client against scenarios
  explore              look for days that break a rule, and make them small
  judge [patterns..]   judge any program, in any language, on real sockets
  report [run]         the reports of a run, made anew, in any format
  show [run]           its page in a browser of this machine
  resume [run]         go on with a benchmark that was interrupted
  bench [name]         measure latency, cost and failover, on the mock or live
  plan                 how much load fits the quotas, the SLO and the money
  serve [scenario]     a scripted faulty upstream, for any client
  replay <token>       play one run again, exactly
  record               take down a provider's answers, to play them back
  list [kind]          what there is: scenarios, faults, invariants, targets
  merge DIR..          one run of the shards that several machines measured
  compare A B          what changed between two benchmarks; a gate for CI
  claims [RUN]         what the tutorial claims, beside what is known
  doctor               whether this machine can measure, and a key works
  prices import FILE   a table of models and prices from LiteLLM's price map
  help [name]          why a rule, a scenario, a fault or a target matters
  completion           a completion script for bash or zsh

Flags
  -h, --help           help, after anything
      --lang vi        help, results and errors in Vietnamese, after anything
      --version        the version

Exit codes
  0 held   1 a rule broke   2 usage or config   3 no verdict
  4 refused   5 environment   70 our bug   129, 130, 143 interrupted`

const shared = `      --config FILE        a config; default bench.config.ts (or .js, .mjs), if
                           there is one
      --no-config          without the config`

const rehearsing = `      --target NAMES       targets or groups, with commas; default the config's
                           own targets, or client; 'exec:python3 app.py' is a
                           program, for --world loopback
      --world NAMES        virtual, loopback, msw; with commas or repeated
      --seed N             same seed, same chances; default 7; random draws one
      --real-seconds N     in real time leave out what takes longer than N s,
                           unless it is named exactly; default 2.5
      --port N             loopback: origins take N and the ports after it, and
                           runs come one after the other; default free ports
      --reporter NAMES     instead of json, junit, html, png, trace
      --add-reporter NAMES beside them
      --out DIR            where the results go; default reports
      --json               the report on stdout, and nothing else there
  -q, --quiet              only what broke and the sum`

export const help = {
  general,
  commands: {
    test: `brownout test [patterns..]: judge a client against scenarios.

Examples
  brownout test
  brownout test rate-limit 'sse-*'
  brownout test storm-window --target tutorial --seed 7
  brownout test --world virtual,loopback --real-seconds 5
  brownout test --json > report.json

A pattern is a scenario's name, a family, a glob with *, or part of a name.

Flags
${rehearsing}
${shared}
      --lang vi            results, help and errors in Vietnamese; default en
  -h, --help               this help`,

    explore: `brownout explore: random days (faults, quotas, loads, policies, aborts) on the
virtual clock. What breaks a rule is made as small as it goes, told, and given a
token that replays it anywhere. What nobody met is said, too.

Examples
  brownout explore
  brownout explore --target tutorial --runs 2000
  brownout explore --target mine --runs 100000 --workers 4 --seed random
  brownout explore --target mine --save
  brownout explore --json > explored.json

Flags
      --target NAMES       targets or groups, with commas; default the config's
                           own targets, or client
      --runs N             so many days for each target; default 10000
      --seed N             the same seed and runs find the same; default 7;
                           random draws one
      --world NAME         virtual: it is the only one that can explore
      --workers N          threads; default one for each core, up to 8; for a
                           target of the config 1, in which nothing but ^C ends
                           a client that never comes back
      --save               keep what was found as counterexamples, which test
                           plays and serve serves: fixtures/counterexamples, or
                           as the config says
      --reporter NAMES     instead of json, junit, html, png, trace
      --add-reporter NAMES beside them
      --out DIR            where the results go; default reports
      --json               the report on stdout, and nothing else there
  -q, --quiet              only what was found and the sum
${shared}
      --lang vi            results, help and errors in Vietnamese; default en
  -h, --help               this help

Exit codes
  0 nothing found   1 something found   3 no rule was ever put to the test`,

    bench: benchHelp(shared),
    resume: resumeHelp,
    report: reportHelp,
    show: showHelp,
    judge: judgeHelp(shared),

    doctor: doctorHelp(shared),

    replay: `brownout replay <token>: play one run again, and say if it went the same way.

Examples
  brownout replay b1.client.virtual.auth-401.7.1f06a2.8c2d1e90.v0-1-0

A token of what brownout explore has found is longer: it holds the whole day.

Flags
      --save               keep what was found as a counterexample, which test
                           plays and serve serves
      --json               the report of the one run on stdout
  -q, --quiet              only what broke and the sum
${shared}
      --lang vi            results, help and errors in Vietnamese; default en
  -h, --help               this help`,

    serve: `brownout serve [scenario|script.json]: a scripted faulty upstream on this
machine, for any client in any language. Without a name, a healthy one with the
models of fixtures/models.json. ^C stops it.

Examples
  brownout serve
  brownout serve storm-short --judge
  brownout serve my-script.json --port 0 --seed 11
  brownout serve tls-expired --json
  BROWNOUT_TOKEN=… brownout serve --host 0.0.0.0 --token

It prints the variables to set for your client. A script is checked before
anything is served; schemas/script.schema.json completes it in an editor.

Flags
      --port N             where to listen; a scenario's other origins take the
                           ports after it; default 8787; 0 for any free ones
      --tls                https, with a certificate for localhost, 127.0.0.1
                           and ::1; the file with its root is printed
      --seed N             same seed, same chances; default 7; random draws one
      --judge              at the end the verdict of the rules that the wire
                           alone can show; exit 0 held, 1 a rule broke, 3 none
      --host ADDRESS       another address than 127.0.0.1; needs --token unless
                           it is loopback
      --token              every request needs the token that is printed, as the
                           API key; BROWNOUT_TOKEN sets your own
      --json               a JSON document a line on stdout, for programs
  -q, --quiet              no line for each exchange
${shared}
      --lang vi            results, help and errors in Vietnamese; default en
  -h, --help               this help

The control API needs that token always, as "Authorization: Bearer …":
  GET  /__brownout/state                  what is served, and counts
  GET  /__brownout/history?from=0         events as NDJSON, the latest 20,000
  PUT  /__brownout/scenario               {"name":"storm-short"}
  PUT  /__brownout/script                 a script, checked as a file is
  POST /__brownout/reset                  the script from its start
Connections stay. Web pages are not let in anywhere.`,

    record: `brownout record: a proxy on this machine that passes requests on to a provider
and writes down the answers: status, headers that matter, every piece of the
body with its instant, and how it ended. Keys, ids of accounts and e-mail
addresses are taken out, prompts are left out. It plays back in every world.

Examples
  brownout record --upstream http://127.0.0.1:8787/v1 --out today.ndjson
  brownout record --upstream $URL --live --max-exchanges 20 --out day.ndjson

Flags
      --upstream URL       the base URL to record
      --out FILE           a new file: a line each exchange, as they come
      --port N             where clients find it; default a free port
      --live               the upstream is not this machine, and that is meant
      --confirm-live HOST  in CI besides: the host, once more
      --max-exchanges N    forward so many requests, then end; default 1000,
                           with --live there is no default
      --max-bytes N        end when the file is so large; default 64000000
      --ca FILE            a certificate authority (PEM) to trust besides
      --keep-prompts       store the messages of requests too
      --no-text            filler in place of what the model said
      --lang vi            results, help and errors in Vietnamese; default en
  -h, --help               this help

Exit codes
  0 something was recorded   3 nothing was   4 refused: not meant to be live`,

    list: `brownout list [scenarios|faults|invariants|targets]: what there is.

Examples
  brownout list
  brownout list scenarios
  brownout list invariants --json

Flags
      --json               as one JSON document on stdout
${shared}
      --lang vi            results, help and errors in Vietnamese; default en
  -h, --help               this help`,

    merge: mergeHelp,

    compare: compareHelp,
    plan: planHelp(shared),

    claims: `brownout claims [RUN]: what the HolySheep tutorial claims (prices, latencies,
"85 % saved", "19 times cheaper"), each beside what is known of it. Arithmetic
is judged at once; latencies by the folder of a live run alone, as the mock is
fed from the same table.

Examples
  brownout claims
  brownout claims reports/latest
  brownout claims --json

Flags
      --json               everything that was found, as one JSON document
${shared}
      --lang vi            results, help and errors in Vietnamese; default en
  -h, --help               this help

Exit code 0, whatever is found: a claim is nobody's rule.`,

    prices: `brownout prices import FILE: a table of models and prices from LiteLLM's
price map (model_prices_and_context_window.json), in the format of
fixtures/models.json. Prices stay exact; what has more digits is left out, and
said. Nothing is downloaded.

Examples
  brownout prices import model_prices_and_context_window.json
  brownout prices import prices-of-may.json --date 2026-05-31
  brownout prices import map.json --models gpt-4.1,deepseek-chat --out few.json

Flags
      --models NAMES       only these, with commas or repeated: a name of the
                           map, or the name that a request uses
      --date DAY           when the prices held; default the day on which the
                           file was written (UTC)
      --out FILE           where the table goes; default prices.json
      --lang vi            results, help and errors in Vietnamese; default en
  -h, --help               this help`,

    help: `brownout help [name]: why a rule, a scenario, a fault or a target matters, or
how a command is used.

Examples
  brownout help retry-after-honoured
  brownout help storm-window
  brownout help rateLimit
  brownout help test

Flags
${shared}
      --lang vi            results, help and errors in Vietnamese; default en
  -h, --help               this help`,

    completion: `brownout completion: a completion script for bash or zsh.

Examples
  brownout completion >> ~/.bashrc

Flags
      --lang vi            results, help and errors in Vietnamese; default en
  -h, --help               this help`,
  },
}
