/** Pages that stand where something else should have been. */
export const faultWords = {
  en: {
    not_found_title: "No door here",
    not_found: "The address leads nowhere. Perhaps the link was replaced, or a letter of it is missing.",
    not_allowed_title: "This door is not yours to open",
    not_allowed: "You may not do that here. If you came by a form, go back and try once more.",
    not_signed_in_title: "Please sign in first",
    not_signed_in: "This page belongs to somebody. Sign in, and you will come straight back.",
    too_many_title: "One moment, please",
    too_many: "That was a lot at once. Wait a minute, then try again.",
    unavailable_title: "Back in a moment",
    unavailable: "The server is starting, or catching its breath. Please try again in a minute.",
    bad_request_title: "That did not come through",
    bad_request: "Something about this request was not right. Go back and try once more.",
    internal_title: "Something broke on our side",
    internal: "It is not your fault, and nothing you did before is lost. Please try again.",
    request_id: "If you report this, name the number {id}.",
    home: "To the start page",
    sign_in: "Sign in",
  },
} as const;
