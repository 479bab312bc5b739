/**
 * The error that carries an HTTP status. Thrown anywhere while a request is served, it decides the
 * status of the answer; everything else that is thrown becomes a 500. Shared by server and browser.
 */
export class HttpError extends Error {
  status: number;

  constructor(status: number, message?: string, options?: ErrorOptions) {
    super(message, options);
    this.name = this.constructor.name;
    this.status = status;
  }
}
