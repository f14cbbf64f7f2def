/** How a piece of work over many rows ended: what failed stopped it, and what is `left` was not begun. */
export interface Ended<Row> {
  done: Row[];
  failed: { row: Row; error: unknown }[];
  left: Row[];
}

/**
 * Do something for each row, at most `limit` at a time. After the first failure nothing more is begun. `told` hears of
 * each row that is done.
 */
export async function inTurn<Row>(
  rows: readonly Row[],
  limit: number,
  work: (row: Row) => Promise<unknown>,
  told: (done: number) => void = () => {},
): Promise<Ended<Row>> {
  const left = [...rows];
  const done: Row[] = [];
  const failed: Ended<Row>["failed"] = [];
  async function worker() {
    while (failed.length === 0) {
      const row = left.shift();
      if (row === undefined) return;
      try {
        await work(row);
        done.push(row);
        told(done.length);
      } catch (error) {
        failed.push({ row, error });
      }
    }
  }
  await Promise.all(Array.from({ length: limit }, worker));
  return { done, failed, left };
}
