import { Head } from "fresh/runtime";

export default function Plain() {
  return (
    <main>
      <Head>
        <title>Plain &amp; simple</title>
        <meta name="description" content="no script" />
      </Head>
      <p>No islands here</p>
    </main>
  );
}
