/** "1 task", "2 tasks", "1,200 models". */
export function count(amount: number, singular: string, plural: string = `${singular}s`): string {
  return `${amount.toLocaleString("en-GB")} ${amount === 1 ? singular : plural}`;
}
