/** The index of the first item beyond something, in a list where all items behind it are beyond it too; its length where none is. */
export function firstBeyond<T>(sorted: readonly T[], isBeyond: (item: T) => boolean): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    const item = sorted[middle];
    if (item === undefined || isBeyond(item)) high = middle;
    else low = middle + 1;
  }
  return low;
}
