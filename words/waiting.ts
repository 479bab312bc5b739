/** What is said to the host who waits behind the open door. */
export const waitingWords = {
  en: {
    leave_ajar: "Leave the door ajar",
    leave_ajar_hint: "Wait without camera and microphone. A bell tells you when somebody comes.",
    heading: "Your door is ajar",
    text: "Nobody sees or hears you. When somebody comes, you hear a bell, also while you look at another tab.",
    lost: "Connection lost. Until it is back, you do not hear who comes. Trying again …",
    came: "{name} came in",
    here:
      "{count, plural, one {{name} is here} =2 {{name} and one more are here} other {{name} and # more people are here}}",
    here_text: "They see that you left the door ajar and were told that they came.",
    nobody: "Nobody is here yet",
    come_in: "Come in",
    close: "Stop waiting",
    notify: "Tell me in a notification too",
  },
} as const;
