import { define } from "../define.ts";

export default define.layout(({ Component }) => (
  <html lang="en">
    <head>
      <meta charset="utf-8" />
      <title>Fixture</title>
      <link rel="icon" href="data:," />
      <link rel="stylesheet" href="/styles.css" />
      <style>{"p { margin: 0 }"}</style>
    </head>
    <body>
      <Component />
    </body>
  </html>
));
