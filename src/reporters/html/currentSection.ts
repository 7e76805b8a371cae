/** Part of the page's script: the contents say where the reader is. */
export const currentSection = `
{
  const links = new Map(all('nav a').map((link) => [link.hash.slice(1), link]))
  const headings = all('main h2').filter(({ id }) => links.has(id))
  let isAsked = false
  const tell = () => {
    isAsked = false
    const isAtEnd = innerHeight + scrollY >= root.scrollHeight - 2
    const passed = headings.filter((heading) => heading.getBoundingClientRect().top < innerHeight / 3)
    const here = isAtEnd ? headings.at(-1) : (passed.at(-1) ?? headings[0])
    for (const [id, link] of links) {
      if (id === here?.id) link.setAttribute('aria-current', 'true')
      else link.removeAttribute('aria-current')
    }
  }
  addEventListener('scroll', () => {
    if (!isAsked) requestAnimationFrame(tell)
    isAsked = true
  }, { passive: true })
  tell()
}
`
