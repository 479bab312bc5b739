/** A small browserless client with a cookie jar, for tests of the HTTP side. */
export class HttpClient {
  readonly #cookies = new Map<string, string>();

  /** `address`: where it says that it comes from, to an app that trusts a proxy. */
  constructor(readonly url: string, readonly address: string | null = null) {}

  /** The jar as a Cookie header. */
  get cookies(): string {
    return [...this.#cookies].map(([name, value]) => `${name}=${value}`).join("; ");
  }

  cookieNames(): readonly string[] {
    return [...this.#cookies.keys()];
  }

  setCookie(name: string, value: string): void {
    this.#cookies.set(name, value);
  }

  async fetch(path: string, init: RequestInit = {}): Promise<Response> {
    const headers = new Headers(init.headers);
    if (this.#cookies.size > 0) headers.set("Cookie", this.cookies);
    if (this.address !== null) headers.set("X-Forwarded-For", this.address);
    const response = await fetch(new URL(path, this.url), { redirect: "manual", ...init, headers });
    for (const line of response.headers.getSetCookie()) {
      const [pair = "", ...attributes] = line.split(";");
      const at = pair.indexOf("=");
      const expired = attributes.some((attribute) => /^\s*max-age=0$/i.test(attribute));
      if (expired) this.#cookies.delete(pair.slice(0, at));
      else this.#cookies.set(pair.slice(0, at), pair.slice(at + 1));
    }
    return response;
  }

  /** Posts JSON, gets status and JSON. */
  async call(method: string, path: string, body?: unknown): Promise<{ status: number; body: Record<string, unknown> }> {
    const response = await this.fetch(path, {
      method,
      ...(body === undefined ? {} : { body: JSON.stringify(body), headers: { "Content-Type": "application/json" } }),
    });
    const text = await response.text();
    return { status: response.status, body: text === "" ? {} : JSON.parse(text) };
  }

  /** Posts a form as the site's own page does. */
  form(path: string, fields: Readonly<Record<string, string>>): Promise<Response> {
    return this.fetch(path, {
      method: "POST",
      body: new URLSearchParams(fields),
      headers: { Origin: new URL(this.url).origin },
    });
  }
}

/** A client of somebody who just made an account. */
export async function signedUp(url: string, name: string, address: string | null = null): Promise<HttpClient> {
  const client = new HttpClient(url, address);
  const { status } = await client.call("POST", "/api/auth/sign-up/email", {
    name,
    email: `${crypto.randomUUID()}@example.org`,
    password: "a door left ajar",
  });
  if (status !== 200) throw new Error(`Cannot sign up: status ${status}`);
  return client;
}
