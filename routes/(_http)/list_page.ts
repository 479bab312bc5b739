/** Which part of a long list is asked for: `?q=` searches, `?after=` goes on behind the last one seen. */

export interface ListPage<Id> {
  readonly query: string;
  readonly after: Id | null;
}

/** No name is as long as this, so what is longer is found nowhere all the same. */
const QUERY_MAX_UNITS = 100;

export function readPage<Id>(url: URL, toId: (raw: string) => Id): ListPage<Id> {
  const after = url.searchParams.get("after");
  return {
    query: (url.searchParams.get("q") ?? "").trim().slice(0, QUERY_MAX_UNITS),
    after: after ? toId(after) : null,
  };
}

/** The same page of ours with another part of its list. */
export function pageHref(path: string, query: string, after: string | null): string {
  const search = new URLSearchParams();
  if (query !== "") search.set("q", query);
  if (after !== null) search.set("after", after);
  return search.size === 0 ? path : `${path}?${search}`;
}
