/** Where there is room, the page's contents stand on the left and stay there while the page goes by. */
export const indexStyle = `
nav a[aria-current] { color: var(--text); font-weight: 600; text-decoration: none; }
@media screen and (min-width: 1100px) {
  body { max-width: 98rem; display: grid; grid-template-columns: 11rem minmax(0, 1fr); column-gap: 2.5rem; align-content: start; }
  header, body > script { grid-column: 1 / 3; }
  main { grid-column: 2; grid-row: 2; }
  nav { grid-column: 1; grid-row: 2; position: sticky; top: 0; align-self: start; max-height: 100vh; overflow-y: auto; padding: 2.5rem 0 1rem; }
  nav ul { display: block; margin: 0; }
  nav li { margin: 0 0 .15rem; border-left: 2px solid var(--line); }
  nav a { display: block; padding: .2rem 0 .2rem .75rem; text-decoration: none; color: var(--quiet); }
  nav a:hover { color: var(--text); text-decoration: underline; }
  nav li:has(a[aria-current]) { border-left-color: var(--accent); }
  h2 { scroll-margin-top: 1rem; }
  main > section:first-child > h2 { margin-top: 2rem; }
}
`
