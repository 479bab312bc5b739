/**
 * The refusals that only pages and their forms meet, each as a sentence for the person it stops: what happened and, where there is
 * something, what to do now. Apart from those of doors and calls, whose script carries its own words alone. One that neither says
 * does not compile in `components/error_text.ts`.
 */
export const refusalWords = {
  en: {
    bad_activity: "Please choose an activity, or describe one with one emoji and up to 40 characters.",
    bad_audience: "Please choose who the room is for.",
    bad_group: "Please give the group a name of 1 to 60 characters and a description of up to 500.",
    already_friends: "You are friends already.",
    is_oneself: "That is you.",
    last_admin: "A group needs somebody who looks after it. Make somebody else an admin first.",
    bad_settings: "These settings cannot be used. A room has 2 to 50 seats.",
    bad_report: "Please choose what it is about, and write at most 2,000 characters.",
    bad_invitation: "Please choose somebody to invite, or write an email address like name@example.org.",
    too_many_invited: "That is too many at once. Please invite at most 500 people at a time, and 2,000 to one room.",
    invitation_over:
      "This invitation is over: it has expired, was taken up already, or was taken back. Ask for a new one.",
    bad_event:
      "The description may have at most 4,000 characters, the place 120, and both hold only what can be shown.",
    event_over: "This event is over, or was called off.",
    bad_picture: "This file cannot be used. Please choose a JPEG, PNG or WebP picture that is whole and does not move.",
    picture_too_large: "This picture is too large. It may have at most 5 MB.",
    bad_time: "Please give a day and a time within the next two years.",
    in_the_past: "That time has gone by. Please choose one that is still to come.",
    bad_end: "It has to end after it begins, and within a week.",
    bad_zone: "There is no such time zone. Please choose one from the list.",
    bad_rule: "It cannot repeat like that.",
    bad_repeat_end: "Please give a day after it first opens, or 1 to 999 times.",
    already_open:
      "The room is open already, so this cannot be moved any more. If it comes again, its next times can be changed once it has closed.",
    bad_lead: "Please choose 0 minutes to 24 hours.",
    bad_quiet_hours: "Please give both hours, one unlike the other, and your time zone.",
    bad_subscription: "This browser’s push service cannot be used.",
    no_mail: "This house sends no mail.",
    wrong_credentials: "That email and password do not belong together.",
    email_taken: "There is already an account with this email. Sign in instead?",
    weak_password: "Please choose a password of at least 8 characters.",
    bad_email: "Please enter an email address like name@example.org.",
  },
} as const;
