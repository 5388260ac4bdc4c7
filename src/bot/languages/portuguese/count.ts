/** "1 tarefa", "2 tarefas", "12 000 modelos". */
export function count(amount: number, singular: string, plural: string = `${singular}s`): string {
  return `${amount.toLocaleString("pt-PT")} ${amount === 1 ? singular : plural}`;
}
