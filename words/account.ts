/** Signing up and signing in. */
export const accountWords = {
  en: {
    sign_up_title: "Create an account",
    sign_up_text: "So that rooms can be yours. Those you invite need none.",
    sign_up: "Sign up",
    sign_in_title: "Welcome back",
    sign_in_text: "Sign in to open a room, or to see who is in.",
    sign_in: "Sign in",
    name: "Your name",
    name_hint: "This is what others see.",
    email: "Email",
    password: "Password",
    password_hint: "At least 8 characters. A few words in a row are good.",
    have_account: "Already have an account?",
    no_account: "New here?",
  },
} as const;
