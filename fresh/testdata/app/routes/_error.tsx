import { HttpError, type PageProps } from "fresh";

export default function ErrorPage({ error }: PageProps) {
  return <h1>{error instanceof HttpError ? `${error.status} ${error.message}` : "broken"}</h1>;
}
