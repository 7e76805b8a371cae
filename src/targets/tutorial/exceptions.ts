/** `requests.exceptions`, as far as the tutorial can meet them. `name` is the Python class's name. */
export class RequestException extends Error {
  override readonly name: string = 'RequestException'
}

export class ConnectionError extends RequestException {
  override readonly name: string = 'ConnectionError'
}

export class SSLError extends ConnectionError {
  override readonly name: string = 'SSLError'
}

/** In Python a ConnectionError and a Timeout at once; see `isTimeout`. */
export class ConnectTimeout extends ConnectionError {
  override readonly name: string = 'ConnectTimeout'
}

export class ReadTimeout extends RequestException {
  override readonly name: string = 'ReadTimeout'
}

/** A body that broke before its end, chunked or not. */
export class ChunkedEncodingError extends RequestException {
  override readonly name: string = 'ChunkedEncodingError'
}

/** A RequestException since requests 2.27: code that retries those retries a sign-in page too. */
export class JSONDecodeError extends RequestException {
  override readonly name: string = 'JSONDecodeError'
}

/** urllib3's retries ran out on a status. */
export class RetryError extends RequestException {
  override readonly name: string = 'RetryError'
}

/** A Retry-After that is neither a number nor a date. */
export class InvalidHeader extends RequestException {
  override readonly name: string = 'InvalidHeader'
}

/** `except requests.exceptions.Timeout`. */
export function isTimeout(error: unknown): boolean {
  return error instanceof ConnectTimeout || error instanceof ReadTimeout
}

/** Python's own. */
export class AttributeError extends Error {
  override readonly name = 'AttributeError'
}

/** Python's own; JavaScript's has another meaning. */
export class PythonTypeError extends Error {
  override readonly name = 'TypeError'
}
