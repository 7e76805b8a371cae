/**
 * What cases are made of, for `deflate` to point at: a case of 630 characters then takes some 65. Never edited: tokens that
 * were printed with it must stay readable. A better one gets a version of its own (docs/decisions/0011). What comes last is
 * cheapest to point at.
 */
export const dictionary = Buffer.from(
  [
    // Faults, with their options and the words that these take.
    '"type":"playback","exchanges":[{"type":"providerAnswer","answer":"',
    '"type":"badChunk","afterBytes":,"form":"tooLong"size"type":"malformedHead","form":"statusLine"lengthAndChunked',
    '"bareLineFeed"switchingProtocols"header"notHttp"twoLengths"cut"type":"contentLength","differsBy":,"ending":"hang"}',
    '"type":"contentEncoding","form":"corruptGzip"truncatedGzip"plainAsBrotli"plainAsGzip"unknown"gzip"',
    '"type":"http2Goaway","code":"ENHANCE_YOUR_CALM"PROTOCOL_ERROR"INTERNAL_ERROR"NO_ERROR","processed":true,"afterBytes":',
    '"type":"http2ResetStream","code":"REFUSED_STREAM"CANCEL"http2":true,"type":"dnsFailure","code":"ENOTFOUND"EAI_AGAIN"',
    '"type":"tlsHandshake","fails":"garbage"close"reset"hang"type":"tlsUntrustedRoot","chain":"type":"tlsClientCertificate"',
    '"type":"tlsNoSharedCipher"tlsNotYetValid"tlsOldProtocol"tlsPlainHttp"tlsSelfSigned"tlsWrongHost"tlsExpired"',
    '"type":"connectTimeout"connectionRefused"connectionReset"emptyReply"halfClose"type":"staleKeepAlive","ending":"reset"}',
    '"type":"streamShape","form":"nullContent"usageNullInEach"usageWithFinish"contentWithFinish"duplicateChunk"emptyDeltas"',
    '"afterDone"twoChoices"type":"streamFraming","form":"emptyData"multiLine"byteOrderMark"namedHeartbeats"otherFields',
    '"noSpace"crlf"cr"type":"streamError","afterDeltas":,"form":"finishReason"event"data","error":"serverError"',
    '"type":"errorInSuccess","error":"quotaExhausted"overloaded"rateLimit","provider":"openai"',
    '"type":"errorPage","status":502,"form":"cloudflare"nginx"type":"structuredAnswer","form":"fits"noContent"noHeaders"',
    '"type":"invalidJson","form":"nullChoices"noChoices"truncated"empty"html"type":"jsonForStream"streamForJson"hugeHeaders"',
    '"type":"finishReason","reason":"content_filter"length","afterDeltas":"type":"missingDone","finishReason":false',
    '"type":"keepAlive","afterDeltas":,"everyMs":,"forMs":,"comment":"OPENROUTER PROCESSING"type":"blankLines","everyMs":',
    '"type":"pace","interTokenMs":{"empirical":[{"medianMs":,"sigma":"slowdown":{"from":,"perExtra":"tokens":,"ttftMs":{',
    '"type":"quota","rpm":,"tpm":,"rpd":,"concurrency":,"window":"sliding"bucket"fixed","pool":"organisation"key"',
    '"countsRejected":true,"headers":"ietf"holysheep"none","rendering":"fractional-seconds"rfc850-date"asctime-date"',
    '"imf-fixdate"contradictory"milliseconds"reset-duration"reset-epoch"seconds"type":"buffering","pieces":',
    '"type":"largeEvent","bytes":"type":"slicer","bytes":,"delayMs":"type":"latency","delayMs":"type":"slowHeaders","everyMs":',
    '"type":"closeDelimited","cutAfterBytes":"type":"noCloseNotify","afterBytes":"type":"resetPeer","afterBytes":',
    '"type":"continueNever"type":"stall","bytes":"type":"limitData","bytes":,"ending":"fin"}',
    '"type":"keyRequired"modelNotFound"invalidApiKey"quotaExhausted"overloaded"serverError","provider":"holysheep"minimax',
    '"kimi"deepseek"openai"}"type":"redirect","status":307"type":"rateLimit","waitMs":,"raw":"abc"NaN","clockSkewMs":-',
    '"type":"serverError"}"type":"rateLimit","retryAfterSeconds":"type":"status","status":503,"retryAfterSeconds":',
    '"type":"status","status":500"type":"status","status":429"type":"status","status":401"type":"status","status":400},',
    // Policies, callers, loads.
    '"answerSchema":{"type":"object","properties":{"required":["failsWith":{"errorClass":"retryAt":true,"status":',
    '"balance":"least-latency"round-robin"least-busy"p2c-ewma"cheapest"weighted",',
    '"breaker":{"minSamples":"ratio":"openMs":"probes":"budgetUsd":"retryBudget":{"capacity":',
    '"answeredAtMost":0,"slowCallMs":,"fallback":false,"hedge":{"afterMs":0,"maxHedges":1},"maxConcurrent":1,"rpm":1,"tpm":20,',
    '"caller":{"abortAtMs":0,"abortEvery":1,"abortName":"TimeoutError"AbortError","maxTokens":,"readerDelayMs":0,',
    '"stopAfterDeltas":1,"stream":true},"load":{"calls":2,"everyMs":1,"type":"constant"},"upstream":{',
    '"load":{"callers":2,"calls":1,"pauseMs":0,"type":"callers"},"upstream":{"instances":2,"load":{"calls":',
    '"load":{"durationMs":100,"perSecond":1,"type":"poisson"},"upstream":{"load":{"calls":2,"type":"burst"},"upstream":{',
    '"third"backup"shared","gateway":"backup":{"credential":"backup","rules":[{"fault":{"type":"connectionRefused"},',
    '"serves":["moonshot-v1-8k"],"tls":true},"third":{"credential":"shared","rules":[],"serves":["abab6-chat","gpt-4.1"],',
    '"when":{"during":[0,1000]}},{"fault":{"type":"when":{"probability":0.1}}]}"when":{"after":1}}],"when":{"first":1}}],',
    '"moonshot-v1-8k":[],"abab6-chat":[],"gpt-4.1":[]},"origins":{',
    // The smallest case, as it is shrunk to.
    '{"caller":{"stream":false},"expect":{"answeredAtLeast":1,"backoff":{"capMs":1,"initialMs":1},"credentialCooldownMs":0,',
    '"deadlineMs":2000,"keysOf":{"gateway":"gateway"},"longestAskedWaitMs":0,"maxAttemptsPerCall":1,"maxAttemptsPerEndpoint":1,',
    '"timeouts":{"attemptMs":50,"byteIdleMs":50,"connectMs":50,"firstTokenMs":50,"headersMs":50,"tlsMs":50,"tokenIdleMs":50}},',
    '"load":{"calls":1,"pauseMs":0,"type":"sequential"},"upstream":{"models":{"deepseek-chat":[{"fault":{"type":"status","status":',
    '"when":{"always":true}}]},"origins":{"gateway":{"credential":"gateway","rules":[],"serves":["deepseek-chat"],"tls":false}}}}',
  ].join(''),
)
