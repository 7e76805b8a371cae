/** What Cloudflare titles its pages; nginx knows the first two only. */
const titles = {
  502: 'Bad gateway',
  504: 'Gateway time-out',
  520: 'Web server is returning an unknown error',
  521: 'Web server is down',
  522: 'Connection timed out',
  523: 'Origin is unreachable',
  524: 'A timeout occurred',
} as const

export type PageStatus = keyof typeof titles
export const pageStatuses = Object.keys(titles).map(Number) as PageStatus[]

export const pageForms = ['cloudflare', 'nginx'] as const
export type PageForm = (typeof pageForms)[number]

/** A page as a gateway shows it to browsers, with its headers. The text is ours; title, ray id and layout are as theirs. */
export function pageOf(
  status: PageStatus,
  form: PageForm,
  rayId: string,
): { headers: Record<string, string>; html: string } {
  if (form === 'nginx') {
    const line = `${status} ${titles[status]}`
    const html = `<html>\r\n<head><title>${line}</title></head>\r\n<body>\r\n<center><h1>${line}</h1></center>\r\n<hr><center>nginx</center>\r\n</body>\r\n</html>\r\n`
    return { headers: { 'content-type': 'text/html', server: 'nginx' }, html }
  }
  return {
    headers: {
      'content-type': 'text/html; charset=UTF-8',
      'cache-control': 'private, no-store',
      server: 'cloudflare',
      'cf-ray': `${rayId}-FRA`,
    },
    html: cloudflarePage(status, rayId),
  }
}

function cloudflarePage(status: PageStatus, rayId: string): string {
  const title = titles[status]
  return `<!DOCTYPE html>
<!--[if IE 8]>    <html class="no-js ie8 oldie" lang="en-US"> <![endif]-->
<!--[if gt IE 8]><!--> <html class="no-js" lang="en-US"> <!--<![endif]-->
<head>
<title>gateway.example | ${status}: ${title}</title>
<meta charset="UTF-8" />
<meta name="robots" content="noindex, nofollow" />
<script>window.page = {"error": {"message": "this is no JSON of an API", "code": ${status}}}</script>
</head>
<body>
<div id="cf-wrapper"><div id="cf-error-details" class="p-0">
  <header><h1><span class="inline-block">${title}</span> <span class="code-label">Error code ${status}</span></h1></header>
  <section>
    <div><span>You</span> <span>Browser</span> <span class="ok">Working</span></div>
    <div><span>Frankfurt</span> <span>Cloudflare</span> <span class="ok">Working</span></div>
    <div><span>gateway.example</span> <span>Host</span> <span class="error">Error</span></div>
  </section>
  <section><h2>What happened?</h2><p>The host behind this gateway gave no answer that could be passed on.</p>
  <h2>What can I do?</h2><p>Please try again in a few minutes.</p></section>
  <footer>Ray ID: <strong>${rayId}</strong> &bull; Your IP: <span>203.0.113.7</span></footer>
</div></div>
</body>
</html>
`
}
