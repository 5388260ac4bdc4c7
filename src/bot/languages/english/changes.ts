/** What becomes of a task, as short phrases. */
export const changeTexts = {
  /** The first choice stays. */
  onlyBehind: "stays first, with other models behind it",
  nothing: "nothing",
  noLonger: "nothing any more",
};
