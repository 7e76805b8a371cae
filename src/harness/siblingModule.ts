/** A module beside the one whose `import.meta.url` is given: sources run from `.ts`, the package from `.js`. */
export function siblingModule(path: string, importerUrl: string): URL {
  return new URL(importerUrl.endsWith('.ts') ? path : path.replace(/\.ts$/, '.js'), importerUrl)
}
