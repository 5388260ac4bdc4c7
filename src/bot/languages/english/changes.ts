/** What becomes of a task, as short phrases. */
export const changeTexts = {
  /** The first choice stays. */
  onlyBehind: "keeps its model, with other fallbacks",
  nothing: "nothing",
  noLonger: "nothing any more",
};
