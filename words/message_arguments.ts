/**
 * Which arguments a message wants, read from its text by the compiler: `ArgumentsOf<"Hello {name}">` is `{name: …}`, so a
 * missing or misspelt argument does not compile. Follows the grammar of `format.ts`; a plural's argument must be a number.
 */
type Simple = string | number;
type Trim<S extends string> = S extends ` ${infer R}` ? Trim<R> : S extends `${infer R} ` ? Trim<R> : S;

/** Does text that ends here end with an apostrophe that quotes what follows? (`''` is an apostrophe of its own.) */
type Quotes<S extends string> = S extends `${string}''` ? false : S extends `${string}'` ? true : false;
type AfterQuote<S extends string> = S extends `${string}'${infer Rest}` ? Rest : "";

/** Plain text, at the top or in a branch; `Found` gathers the arguments. */
type InText<S extends string, Found> = S extends `${infer Before}{${infer Rest}`
  ? Before extends `${infer Text}}${infer After}`
    ? Quotes<Text> extends true ? InText<AfterQuote<`${After}{${Rest}`>, Found> : InBranches<`${After}{${Rest}`, Found>
  : Quotes<Before> extends true ? InText<AfterQuote<Rest>, Found>
  : InArgument<Rest, Found>
  : Found;

type InArgument<S extends string, Found> = S extends `${infer Head}}${infer Rest}`
  ? Head extends `${infer Name},${string}`
    ? S extends `${Name},${infer Kind},${infer Branches}`
      ? InBranches<Branches, Found & { readonly [N in Trim<Name>]: Trim<Kind> extends "plural" ? number : Simple }>
    : never
  : InText<Rest, Found & { readonly [N in Trim<Head>]: Simple }>
  : never;

/** Between the branches of a plural or select: another one opens, or the argument closes. */
type InBranches<S extends string, Found> = S extends `${infer Selector}{${infer Rest}`
  ? Selector extends `${string}}${infer After}` ? InText<`${After}{${Rest}`, Found> : InText<Rest, Found>
  : Found;

export type ArgumentsOf<Message extends string> = InText<Message, unknown>;

/** The rest parameter of `say`: nothing for a message without arguments, else one object. */
export type ArgumentList<Message extends string> = unknown extends ArgumentsOf<Message> ? []
  : [args: ArgumentsOf<Message>];
