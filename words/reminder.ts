/** The form by which who has no account asks to be told of a room, and the page that the mail leads to. */
export const reminderWords = {
  en: {
    form: "Be told by mail when it opens",
    email: "Your email address",
    hint: "A mail asks you first whether you want that. Nobody else sees the address.",
    ask: "Tell me by mail",
    asked: "Look into your mailbox",
    asked_text:
      "A mail is on its way there, with a button that says yes. Nothing comes? Look among the junk. An address that has stopped mails from here gets none.",
    again: "Write another address",
    sign_in: "Or sign in, and be told as you have chosen",

    title: "Be told of “{room}”",
    question: "Shall we write to you a few minutes before it opens, and if it is moved or called off?",
    question_each: "Shall we write to you a few minutes before it opens, each time, and if it is moved or called off?",
    nothing: "If you did not ask for this, just close the page: nothing more comes.",
    yes: "Yes, tell me",
    told: "You will be told by mail, a few minutes before it opens.",
    told_each: "You will be told by mail, a few minutes before it opens, each time.",
    forget: "Do not tell me",
    see: "See the room",
    enter: "To the room",
    ended: "This room has ended",
    late: "It is open already",
    home: "To the front page",
  },
} as const;
