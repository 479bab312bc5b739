/**
 * Every refusal as a sentence for the person it stops: what happened and, where there is something, what to do now.
 * `components/error_text.ts` does not compile while a code has no words.
 */
export const refusalWords = {
  en: {
    not_found: "There is nothing here. The link may have been replaced, or a letter of it is missing.",
    not_signed_in: "Please sign in first.",
    not_allowed: "You may not do that.",
    bad_input: "Something in this form is not right. Please check it and try again.",
    bad_nickname: "Please enter a name of 1 to 40 characters.",
    bad_activity: "Please choose an activity, or describe one with one emoji and up to 40 characters.",
    bad_audience: "Please choose who the room is for.",
    bad_group: "Please give the group a name of 1 to 60 characters and a description of up to 500.",
    not_for_you: "This room is not open to you. Ask the host to let you in.",
    blocked_inside: "Somebody you have blocked is in this room.",
    already_friends: "You are friends already.",
    is_oneself: "That is you.",
    last_admin: "A group needs somebody who looks after it. Make somebody else an admin first.",
    room_ended: "This room has ended.",
    room_not_open: "This room is not open yet.",
    room_locked: "The door is locked. Nobody new can come in just now.",
    room_full: "Every seat in this room is taken. Try again when somebody has left.",
    seat_in_use: "You are already in this room in another tab or on another device.",
    seat_invalid: "Your place in this room is no longer valid. Please join again.",
    already_joined: "You are already inside.",
    not_joined: "You are not in this room.",
    bad_sdp: "Your browser and the server could not agree on how to send picture and sound. Please reload the page.",
    no_offer_yet: "The connection was not ready yet. Please try again.",
    media_unavailable:
      "Video and sound are not working right now. We are bringing them back; please try again in a moment.",
    too_many_requests: "That was a lot at once. Please wait a moment and try again.",
    wrong_credentials: "That email and password do not belong together.",
    email_taken: "There is already an account with this email. Sign in instead?",
    weak_password: "Please choose a password of at least 8 characters.",
    bad_email: "Please enter an email address like name@example.org.",
  },
} as const;
