/** What accounts may see of a request: its own headers, with the address that we know rather than one the client claims. */
import { CLIENT_ADDRESS_HEADER } from "../../accounts/accounts.ts";

export function accountHeaders(req: Request, address: string): Headers {
  const headers = new Headers(req.headers);
  headers.set(CLIENT_ADDRESS_HEADER, address);
  return headers;
}
