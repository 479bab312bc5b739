/** Choosing a picture for something. */
export const pictureWords = {
  en: {
    choose: "Picture (may stay empty)",
    present: "Picture",
    replace: "Another picture in its place (may stay empty)",
    hint: "JPEG, PNG or WebP, up to 5 MB. Where, when and with what it was taken is not kept.",
    remove: "Take this picture away",
    again: "Please choose the picture again: it was not kept.",
    chosen: "This is how it will look.",
    unreadable: "This file cannot be shown here. It may be no picture.",
  },
} as const;
