/** A mistake in what the application handed over: found before anything is sent. */
export class ClientOptionsError extends TypeError {
  override readonly name = 'ClientOptionsError'
}
