/** Why somebody is not inside where it is not the server that refuses. */
export const troubleWords = {
  en: {
    no_answer: "The server does not answer. Check your connection and try again.",
    failed: "Something went wrong on our side. Please try again.",
    outdated: "There is a newer version of this page. Please load it again.",
    sign_in: "Sign in",
    use_here: "Use it here instead",
  },
} as const;
